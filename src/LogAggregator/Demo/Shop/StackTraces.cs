namespace LogAggregator.Demo.Shop;

/// <summary>What the runtimes print of an exception.</summary>
static class StackTraces
{
    public const string DatabaseOfApi = """
        Npgsql.NpgsqlException (0x80004005): Failed to connect to 172.20.0.5:5432
         ---> System.Net.Sockets.SocketException (111): Connection refused
           at Npgsql.Internal.NpgsqlConnector.Connect(NpgsqlTimeout timeout)
           at Npgsql.Internal.NpgsqlConnector.RawOpen(SslMode sslMode, NpgsqlTimeout timeout, Boolean async)
           --- End of inner exception stack trace ---
           at Npgsql.PoolingDataSource.OpenNewConnector(NpgsqlConnection conn, NpgsqlTimeout timeout, Boolean async)
           at Shop.Api.Data.ProductQueries.ReadAsync(Int32 id) in /src/Shop.Api/Data/ProductQueries.cs:line 41
           at Shop.Api.Endpoints.Products.GetAsync(Int32 id) in /src/Shop.Api/Endpoints/Products.cs:line 27
        """;

    public const string NullOfApi = """
        System.NullReferenceException: Object reference not set to an instance of an object.
           at Shop.Api.Pricing.DiscountRules.Apply(Cart cart) in /src/Shop.Api/Pricing/DiscountRules.cs:line 88
           at Shop.Api.Endpoints.Carts.TotalAsync(String user) in /src/Shop.Api/Endpoints/Carts.cs:line 52
        """;

    public const string DatabaseOfWorker = """
        Npgsql.NpgsqlException (0x80004005): Failed to connect to 172.20.0.5:5432
         ---> System.Net.Sockets.SocketException (111): Connection refused
           at Npgsql.Internal.NpgsqlConnector.Connect(NpgsqlTimeout timeout)
           --- End of inner exception stack trace ---
           at Shop.Worker.Orders.OrderStore.ReserveAsync(Int64 order) in /src/Shop.Worker/Orders/OrderStore.cs:line 63
           at Shop.Worker.OrderConsumer.HandleAsync(OrderPlaced message) in /src/Shop.Worker/OrderConsumer.cs:line 34
        """;

    public const string DatabaseOfPayment = """
        org.postgresql.util.PSQLException: Connection to db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
        	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:352)
        	at org.postgresql.jdbc.PgConnection.<init>(PgConnection.java:273)
        	at com.zaxxer.hikari.pool.PoolBase.newConnection(PoolBase.java:360)
        	at demo.shop.payment.ChargeService.charge(ChargeService.java:71)
        	at demo.shop.payment.ChargeController.post(ChargeController.java:38)
        Caused by: java.net.ConnectException: Connection refused
        	at java.base/sun.nio.ch.Net.pollConnect(Native Method)
        	at java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:592)
        	... 14 more
        """;

    public const string TimeoutOfPayment = """
        java.net.http.HttpTimeoutException: request timed out
        	at java.net.http/jdk.internal.net.http.HttpClientImpl.send(HttpClientImpl.java:960)
        	at demo.shop.payment.CardGateway.authorise(CardGateway.java:112)
        	at demo.shop.payment.ChargeService.charge(ChargeService.java:78)
        """;
}
