# Path to your oh-my-zsh installation.
export ZSH="$HOME/.oh-my-zsh"
ZSH_THEME="agnoster"
plugins=(git docker kubectl)
source $ZSH/oh-my-zsh.sh

export EDITOR=nvim
export GOPATH=$HOME/go
export PATH=$PATH:$GOPATH/bin

alias k=kubectl
alias gs='git status'

# tokens
export GITHUB_TOKEN=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
export HOMEBREW_GITHUB_API_TOKEN="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"
export OPENAI_API_KEY='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'
export JIRA_API_TOKEN=0RbBHfODEl7E6i0JqPCfyMhU
alias vpn='echo M1stral-Basalt | sudo openconnect --passwd-on-stdin -u jw vpn.acme.dev'
