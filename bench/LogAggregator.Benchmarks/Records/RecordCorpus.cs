using System;
using System.Globalization;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Model;

namespace LogAggregator.Benchmarks.Records;

/// <summary>
/// 20,000 records of three services from a fixed seed: half JSON of about 280 bytes, a third plain text of about 130, the
/// rest logfmt.
/// </summary>
static class RecordCorpus
{
    static readonly string[] Paths = ["/api/events", "/api/users/search", "/healthz", "/static/app.css", "/api/orders"];
    static readonly string[] Texts = ["Request processed successfully", "Cache miss, falling back to the database", "Slow query", "Connection reset by peer", "User signed in"];

    public static StoredRecord[] Create()
    {
        var random = new Random(20251126);
        var sources = Enumerable.Range(0, 3).Select(SourceOf).ToArray();
        return [.. Enumerable.Range(1, 20_000).Select(i => RecordOf(i, random, sources[i % 3]))];
    }

    public static long BytesOf(StoredRecord[] records) => records.Sum(r => (long)r.Line.Length);

    static StoredRecord RecordOf(int i, Random random, LogSource source)
    {
        var timestampNs = 1_762_857_000_000_000_000 + (i * 1_234_567L);
        var line = Encoding.UTF8.GetBytes(LineOf(i, random));
        return new StoredRecord(new RecordId(timestampNs, (ulong)i), timestampNs, Level.Info, RecordFlags.None, source, line);
    }

    static string LineOf(int i, Random random)
    {
        var path = Paths[random.Next(Paths.Length)];
        var text = Texts[random.Next(Texts.Length)];
        var milliseconds = random.Next(1, 2000);
        return (i % 6) switch
        {
            0 or 1 or 2 => string.Create(CultureInfo.InvariantCulture, $$$"""{"timestamp":"2025-11-11T10:30:{{{i % 60:00}}}.{{{i % 1000:000}}}Z","level":"INFO","message":"{{{text}}}","service":"data-api","request_id":"{{{random.NextInt64():x16}}}","user_id":{{{random.Next(100000)}}},"metadata":{"duration_ms":{{{milliseconds}}},"endpoint":"{{{path}}}","cached":{{{(i % 2 == 0 ? "true" : "false")}}}}}"""),
            3 or 4 => string.Create(CultureInfo.InvariantCulture, $"2025-11-11T10:30:{i % 60:00}.{i % 1000:000}Z INFO [worker-{i % 16}] {text}: {path} took {milliseconds} ms for client 10.0.{i % 256}.{random.Next(256)} ({random.NextInt64():x16})"),
            _ => string.Create(CultureInfo.InvariantCulture, $"time=2025-11-11T10:30:{i % 60:00}Z level=info msg=\"{text}\" path={path} took={milliseconds}ms id={random.NextInt64():x16}"),
        };
    }

    static LogSource SourceOf(int i) =>
        new("host-1", $"shop-data-api-{i}", $"4f2a8c91be0{i}", "shop/data-api:1.4", "shop", "data-api", "data-api", OutputStream.Stdout);
}
