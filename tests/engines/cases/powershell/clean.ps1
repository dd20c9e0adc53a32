param(
    [Parameter(Mandatory)][string]$Server,
    [Parameter(Mandatory)][SecureString]$Password,
    [string]$SecretName = "backup-password"
)

$user = "ACME\svc_backup"
$secure = Read-Host "Password for $user" -AsSecureString
$plain = (Get-AzKeyVaultSecret -VaultName kv-acme -Name $SecretName).SecretValue
$password = ConvertTo-SecureString $env:BACKUP_PASSWORD -AsPlainText -Force
$token = (Invoke-RestMethod "https://auth.acme.dev/token").access_token
$headers = @{ Authorization = "Bearer $token" }
$cred = New-Object System.Management.Automation.PSCredential ($user, $password)
net use Z: \\fs02\archive /user:ACME\svc_arch *
Write-Host "Password: (hidden)"
$hash = (Get-FileHash .\setup.exe).Hash -eq "E913AD4FC83DCE398831CEEF7F8B3ADC50A930C55A0EE0A39A7045683E0F786F"
