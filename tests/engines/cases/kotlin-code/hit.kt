package dev.acme.courier

import okhttp3.Credentials
import okhttp3.OkHttpClient

object Api {
    const val BASE = "https://api.acme.dev/v3/"
    private const val CLIENT_ID = "courier-android"
    private const val CLIENT_SECRET = "HrnpxHRvQmJMBp4Q506O8jTcMQjn7Xy1"
    val basic = Credentials.basic("courier", "Lupin6Jetty")

    fun client(): OkHttpClient = OkHttpClient.Builder()
        .addInterceptor { chain ->
            chain.proceed(chain.request().newBuilder().header("X-Api-Key", "270eec6113e3dbf94c2b074f8401ad5ecaa455ce").build())
        }
        .build()
}
