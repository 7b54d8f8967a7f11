using System;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Tail;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LogAggregator.Api.Live;

/// <summary><c>WS /ws/logs</c>: one record a text message, as they are collected.</summary>
sealed class LiveSocketHandler(ILogStore store, LiveTail tail, TimeProvider time)
{
    /// <summary>Pings, so that nobody in between takes the connection for dead; and so long without an answer, it is.</summary>
    static readonly WebSocketAcceptContext Options = new()
    {
        KeepAliveInterval = TimeSpan.FromSeconds(20),
        KeepAliveTimeout = TimeSpan.FromMinutes(2),
    };

    public async Task GetAsync(HttpContext context)
    {
        if (!LiveQuery.TryParse(context.Request, time.GetUtcNow(), out var query, out var errors))
        {
            await Problem.BadParametersAsync(context, errors);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await RefuseAsync(context);
            return;
        }

        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Options);
        await using var connection = new LiveSocket(socket, time);
        await connection.RunAsync(new LiveReading(store, tail, time), query, stopping);
    }

    static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.Upgrade = "websocket";
        return Problem.WriteAsync(
            context, StatusCodes.Status426UpgradeRequired, "This path speaks WebSocket; GET /logs/stream sends the same as server-sent events.");
    }
}
