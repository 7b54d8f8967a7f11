using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Ingest.Http;

/// <summary>
/// <c>POST /logs</c>. What is answered with 201 or 207 is on the disk. A post may be sent again after any other answer: nothing
/// of it was kept.
/// </summary>
sealed partial class PostLogsHandler(IngestPipeline pipeline, ServiceMetrics metrics, TimeProvider time, ILogger<PostLogsHandler> logger)
{
    readonly PostBudget _budget = new();
    readonly PostedSources _sources = new();
    readonly BatchPool _batches = new();

    /// <summary>One for each post that was ever decoded at the same time as others; they are small.</summary>
    readonly ConcurrentBag<PostedLayouts> _layouts = [];

    public async Task PostAsync(HttpContext context)
    {
        if (new List<ParameterError>(UnknownParameters.In(context.Request.Query, [])) is { Count: > 0 } unknown)
        {
            await Problem.BadParametersAsync(context, unknown);
            return;
        }

        if (!PostFormat.TryOf(context.Request, out var format, out var error))
        {
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, error);
            return;
        }

        using var body = new PostedBody(_budget);
        var end = await body.ReadAsync(context.Request.Body, format.Gzip, context.Request.ContentLength, context.RequestAborted);
        if (end == BodyEnd.Complete) await TakeAsync(context, body, format.Lines);
        else await RefuseAsync(context, end);
    }

    Task RefuseAsync(HttpContext context, BodyEnd end)
    {
        if (end == BodyEnd.TooLarge) return Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "The body is larger than 16 MiB; send it in parts.");
        return end == BodyEnd.NotGzip
            ? Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "Content-Encoding says gzip, but the body is not; nothing of it was kept.")
            : TurnAwayAsync(context);
    }

    async Task TakeAsync(HttpContext context, PostedBody body, bool lines)
    {
        var batch = _batches.Rent();
        if (!_layouts.TryTake(out var layouts)) layouts = new PostedLayouts();
        try
        {
            // To the microsecond: no clock here knows better, and shown times are shorter.
            var nowNs = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond * 1000;
            var isReadable = PostedLogsDecoder.TryDecode(body.Bytes, lines, nowNs, _sources, layouts, batch, out var rejected, out var error);
            _layouts.Add(layouts);
            if (!isReadable)
                await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, error);
            else
                await KeepAsync(context, batch, rejected);
        }
        finally
        {
            _batches.Return(batch);
        }
    }

    async Task KeepAsync(HttpContext context, RecordBatch batch, IReadOnlyList<RejectedItem> rejected)
    {
        try
        {
            // Not cancelled when the client goes: what has been taken in hand is kept.
            if (batch.Count > 0 && !await pipeline.TryIngestAsync(batch, Durability.Durable, CancellationToken.None))
            {
                await TurnAwayAsync(context);
                return;
            }
        }
        catch (StoreFullException)
        {
            await Problem.RetryLaterAsync(context, StatusCodes.Status507InsufficientStorage, "The disk of the service is full; nothing of this post was kept. Free some room or set RETENTION_BYTES, then send it again.", 30);
            return;
        }
        catch (IOException exception)
        {
            LogAppendFailed(exception, batch.Count);
            await Problem.RetryLaterAsync(context, StatusCodes.Status503ServiceUnavailable, "The disk of the service failed; nothing of this post was kept. Send it again later.", 30);
            return;
        }

        metrics.PostsAccepted.Add(batch.Count);
        metrics.PostsRejected.Add(rejected.Count);
        await AnswerAsync(context, batch.Count, rejected);
    }

    static Task AnswerAsync(HttpContext context, int accepted, IReadOnlyList<RejectedItem> rejected)
    {
        if (rejected.Count == 0) return JsonBody.WriteObjectAsync(context, StatusCodes.Status201Created, json => json.WriteNumber("accepted", accepted));
        if (accepted == 0) return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, $"No record of this post was good; the first: {rejected[0].Error}", json => WriteRejected(json, accepted, rejected));
        return JsonBody.WriteObjectAsync(context, StatusCodes.Status207MultiStatus, json => WriteRejected(json, accepted, rejected));
    }

    static void WriteRejected(Utf8JsonWriter json, int accepted, IReadOnlyList<RejectedItem> rejected)
    {
        json.WriteNumber("accepted", accepted);
        json.WriteStartArray("rejected");
        foreach (var item in rejected)
        {
            json.WriteStartObject();
            json.WriteNumber("index", item.Index);
            json.WriteString("error", item.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    Task TurnAwayAsync(HttpContext context)
    {
        metrics.PostsTurnedAway.Increment();
        return Problem.RetryLaterAsync(context, StatusCodes.Status429TooManyRequests, "More is being posted than can be written; nothing of this post was kept. Send it again in a second.", 1);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Keeping {Records} posted records failed")]
    partial void LogAppendFailed(Exception exception, int records);
}
