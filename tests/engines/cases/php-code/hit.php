<?php

namespace Acme\Legacy;

class Database
{
    private $host = 'mysql5.acme-hosting.net';
    private $username = 'db48201';
    private $password = 'Linnet6Gable';

    public function connect(): \mysqli
    {
        return new \mysqli($this->host, $this->username, $this->password, 'db48201_shop');
    }

    public function replica(): \PDO
    {
        return new \PDO('mysql:host=replica;dbname=shop', 'reader', 'Cowslip-Tarn1');
    }
}

$config['encryption_key'] = '9AB5hSRElzcG0BbnwYROXLEtNEeB0zMf';
$mail->Password = 'Rowan4Skiff';
mysql_connect('localhost', 'root', 'Thrift8Ember');
