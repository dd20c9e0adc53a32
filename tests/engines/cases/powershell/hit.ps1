<#
.SYNOPSIS
  Maps the share of the finance department.
#>
param(
    [string]$Server = "fs01.acme.local"
)

$ErrorActionPreference = "Stop"
$user = "ACME\svc_backup"
$password = ConvertTo-SecureString "Cygnet#Barge12" -AsPlainText -Force
$cred = New-Object System.Management.Automation.PSCredential ($user, $password)

New-PSDrive -Name F -PSProvider FileSystem -Root "\\$Server\finance" -Credential $cred
net use Z: \\fs02\archive /user:ACME\svc_arch Sedge8Harrow
$env:ARM_CLIENT_SECRET = "ptu~8Q~_dz9UZpLRWuPxnjb9oC4gZjP30ztSKcamy"
Get-ChildItem F:\ | Select-Object -First 10
