using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Metrics;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Older;

/// <summary>
/// <c>POST /api/v1/logs/collect</c>: older clients ask for a collection. There is nothing to start, lines are taken as they are
/// printed; the answer tells how many were since the last time somebody asked. At most once in ten seconds.
/// </summary>
sealed class OlderCollectHandler(ILogStore store, ServiceMetrics metrics, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Guards what follows.</summary>
    readonly Lock _lock = new();
    DateTimeOffset _next = DateTimeOffset.MinValue;
    long _told;

    public Task PostAsync(HttpContext context)
    {
        var now = time.GetUtcNow();
        if (!TryCount(now, out var collected, out var waitSeconds))
            return Problem.RetryLaterAsync(context, StatusCodes.Status429TooManyRequests, "Collections may be asked for once in 10 seconds.", waitSeconds);
        return JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteString("message", $"Collected {collected} log entries");
            json.WriteNumber("logs_collected", collected);
            json.WriteNumber("total_logs", store.Statistics.Records);
            json.WriteString("timestamp", JsonBody.Time(now));
        });
    }

    bool TryCount(DateTimeOffset now, out long collected, out int waitSeconds)
    {
        lock (_lock)
        {
            collected = 0;
            waitSeconds = now < _next ? (int)Math.Ceiling((_next - now).TotalSeconds) : 0;
            if (now < _next) return false;
            _next = now + Pause;
            collected = metrics.RecordsIngested.Value - _told;
            _told += collected;
            return true;
        }
    }
}
