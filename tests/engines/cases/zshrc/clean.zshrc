export ZSH="$HOME/.oh-my-zsh"
ZSH_THEME="agnoster"
plugins=(git docker kubectl zsh-autosuggestions)
source $ZSH/oh-my-zsh.sh

export EDITOR=nvim
export PATH=$PATH:$HOME/go/bin:$HOME/.local/bin
export GPG_TTY=$(tty)
export GITHUB_TOKEN=$(security find-generic-password -s github -w)
export OPENAI_API_KEY="$(op read op://dev/openai/key)"
export HOMEBREW_GITHUB_API_TOKEN=$GITHUB_TOKEN
export SSH_AUTH_SOCK="$XDG_RUNTIME_DIR/gcr/ssh"
export KEYTIMEOUT=1
export PASSWORD_STORE_DIR=$HOME/.password-store
alias genpass='openssl rand -base64 24'
[ -f ~/.secrets ] && source ~/.secrets
