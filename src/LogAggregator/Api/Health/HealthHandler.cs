using System;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Status;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Health;

/// <summary><c>GET /health</c>: 200 for as long as the service answers at all; the body says how well it does.</summary>
sealed class HealthHandler(ILogStore store, ServiceStatus status, Func<DiskSpace> disk, TimeProvider time)
{
    readonly DateTimeOffset _started = time.GetUtcNow();

    public Task GetAsync(HttpContext context)
    {
        var statistics = store.Statistics;
        var report = HealthReport.Of(status.Engines, status.Containers, statistics, disk());
        return JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json => Write(json, report, statistics.Records));
    }

    void Write(Utf8JsonWriter json, HealthReport report, long records)
    {
        var now = time.GetUtcNow();
        json.WriteString("status", NameOf(report.State));
        json.WriteString("service", "log-aggregator");
        json.WriteString("version", ProductVersion.Text);
        json.WriteString("timestamp", JsonBody.Time(now));
        json.WriteNumber("uptime_seconds", (long)(now - _started).TotalSeconds);
        json.WriteNumber("logs_collected", records);
        WriteChecks(json, report);
        json.WriteStartObject("dependencies");
        json.WriteString("docker", report.IsDemo ? "demo" : report.DockerOk ? "ok" : "down");
        json.WriteEndObject();
    }

    static void WriteChecks(Utf8JsonWriter json, HealthReport report)
    {
        json.WriteStartArray("checks");
        foreach (var check in report.Checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("status", NameOf(check.State));
            json.WriteString("detail", check.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static string NameOf(HealthState state) => state switch
    {
        HealthState.Healthy => "healthy",
        HealthState.Degraded => "degraded",
        _ => "unhealthy",
    };
}
