#!/bin/sh
set -e
apt-get update -qq
debconf-set-selections <<< 'mysql-server mysql-server/root_password password Bramley2Hoist'
apt-get install -y -qq mysql-server redis-server
mysql -uroot -pBramley2Hoist -e "CREATE DATABASE app"
mysql -uroot -pBramley2Hoist -e "CREATE USER 'app'@'localhost' IDENTIFIED BY 'Dabchick-Rill4'"
useradd -m deploy
echo "deploy:Sphagnum6Gate" | chpasswd
redis-cli -a Vetch5Lantern CONFIG SET maxmemory 128mb
wget --user=acme --password='Kite&Gorge8' https://dl.acme.dev/agent.deb
smbclient //nas/share -U backup%Yarrow3Mast
htpasswd -b -c /etc/nginx/.htpasswd amy Plinth7Wren
