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
export JIRA_API_TOKEN=2VgtNbjBam1xeyPCrVyCRHDe
alias vpn='echo M1stral-Basalt | sudo openconnect --passwd-on-stdin -u jw vpn.acme.dev'
