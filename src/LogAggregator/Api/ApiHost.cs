using System;
using LogAggregator.Api.Http;
using LogAggregator.Configuration;
using LogAggregator.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Api;

/// <summary>The HTTP server: Kestrel, the router, and what every request passes.</summary>
static class ApiHost
{
    /// <summary>Largest body of a request, 16 MiB.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    /// <summary>How long requests under way may take to end when the service stops. The rest of the five seconds is the store's.</summary>
    static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    public static WebApplication Build(ServiceOptions options, ApiHandlers handlers, ServiceMetrics metrics, ILoggerFactory loggers)
    {
        var origins = new CrossOrigin(options.CorsOrigins);
        var errors = new ErrorBoundary(metrics, loggers.CreateLogger<ErrorBoundary>());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options.Port));
        builder.Services.AddRoutingCore();
        builder.Services.AddCors();
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);

        var app = builder.Build();
        app.Use(SafetyHeaders.InvokeAsync);
        app.UseCors(origins.Configure);
        app.Use(errors.InvokeAsync);
        app.UseWebSockets();
        app.Use(origins.InvokeAsync);
        app.Use(UnroutedRequests.InvokeAsync);
        app.UseRouting();
        Routes.Map(app, Routes.All(handlers));
        return app;
    }

    static void Configure(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.ListenAnyIP(port, listen => listen.Protocols = HttpProtocols.Http1);
    }
}
