<?php

namespace Acme\Legacy;

use Illuminate\Support\Facades\Hash;

class AccountController
{
    protected $hidden = ['password', 'remember_token'];

    public function rules(): array
    {
        return [
            'password' => 'required|string|min:8|confirmed',
            'current_password' => ['required', 'current_password:web'],
            'token' => 'required|string|size:64',
        ];
    }

    public function store($request)
    {
        $password = Hash::make($request->input('password'));
        $token = bin2hex(random_bytes(32));
        $apiKey = config('services.maps.key');
        $secret = $_ENV['APP_SECRET'] ?? null;
        return User::create(compact('password', 'token'));
    }

    public function labels(): array
    {
        return ['password' => 'Password', 'password_confirmation' => 'Repeat password', 'api_key' => 'Your API key'];
    }
}
