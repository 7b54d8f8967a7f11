using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api.Http;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Tail;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LogAggregator.Api.Live;

/// <summary>
/// <c>GET /logs/stream</c>: the same as the WebSocket, as server-sent events. A browser that reconnects sends the id of
/// its last record in <c>Last-Event-ID</c>, which counts more than <c>cursor</c>.
/// </summary>
sealed class EventStreamHandler(ILogStore store, LiveTail tail, TimeProvider time)
{
    public async Task GetAsync(HttpContext context)
    {
        if (!LiveQuery.TryParse(context.Request, time.GetUtcNow(), out var query, out var errors) || !TryResume(context.Request, ref query, out errors))
        {
            await Problem.BadParametersAsync(context, errors);
            return;
        }

        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        SlowReaders.Allow(context);
        await StreamAsync(context, query);
    }

    async Task StreamAsync(HttpContext context, LiveQuery query)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        await using var sink = new EventStreamSink(context.Response.BodyWriter, query.Notices);
        try
        {
            await new LiveReading(store, tail, time).RunAsync(query.Filter, query.Cursor, sink, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The reader went, or the service stops: the stream ends.
        }
    }

    static bool TryResume(HttpRequest request, ref LiveQuery query, out IReadOnlyList<ParameterError> errors)
    {
        errors = [];
        var text = request.Headers["Last-Event-ID"].ToString();
        if (text.Length == 0) return true;
        if (!RecordId.TryParse(text, out var id))
        {
            errors = [new ParameterError("Last-Event-ID", $"'{text}' is not the id of a record; send the last 'id' of this stream, or leave the header out.")];
            return false;
        }

        query = query with { Cursor = id };
        return true;
    }
}
