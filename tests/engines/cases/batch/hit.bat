@echo off
set DB_USER=sa
set DB_PASSWORD=Goldcrest5!Arch
sqlcmd -S sql01 -U sa -P Waxwing7Lintel -i backup.sql
net use \\fs01\backup Serin4Transom /user:ACME\backup
psexec \\ws12 -u ACME\admin -p Twite!Mantel9 cmd
setx API_TOKEN 7bf88fe297b56a332347cc259265c6f35a8c5e06
schtasks /create /tn backup /tr backup.bat /sc daily /ru ACME\svc /rp Hobby8Gutter
