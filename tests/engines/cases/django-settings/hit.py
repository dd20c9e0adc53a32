"""
Django settings for the roster project.
"""
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

# SECURITY WARNING: keep the secret key used in production secret!
SECRET_KEY = 'django-insecure-xh1(#8%(s2k!6j*qha8-*$$h7%bn(*qm!28fpxr9n3@r02jeow'

DEBUG = False
ALLOWED_HOSTS = ['roster.example-clinic.org']

INSTALLED_APPS = [
    'django.contrib.admin',
    'django.contrib.auth',
    'rest_framework',
]

DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'NAME': 'roster',
        'USER': 'roster',
        'PASSWORD': 'n1ghtShift@ward7',
        'HOST': 'localhost',
        'PORT': '5432',
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {'NAME': 'django.contrib.auth.password_validation.MinimumLengthValidator'},
]

EMAIL_HOST = 'smtp.gmail.com'
EMAIL_HOST_USER = 'roster.notify@gmail.com'
EMAIL_HOST_PASSWORD = 'kcgj hocu gtom qdjl'
EMAIL_USE_TLS = True
