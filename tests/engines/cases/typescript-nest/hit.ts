import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'mysql',
      host: 'db.acme.dev',
      port: 3306,
      username: 'portal',
      password: 'Fulmar#Pantry5',
      database: 'portal',
      synchronize: false,
    }),
    JwtModule.register({ secret: 'Cast!Iron-Badger-41', signOptions: { expiresIn: '1h' } }),
  ],
})
export class AppModule {}
