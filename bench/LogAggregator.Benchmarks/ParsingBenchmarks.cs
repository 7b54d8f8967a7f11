using System;
using System.Text;
using BenchmarkDotNet.Attributes;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Parsing.Shapes;

namespace LogAggregator.Benchmarks;

/// <summary>
/// What reading one line costs. Limits: 1 µs for a plain line of 150 bytes, 2 µs for a JSON line of 300, nothing
/// allocated in steady state.
/// </summary>
[MemoryDiagnoser]
public class ParsingBenchmarks
{
    readonly LineParser _parser = new();
    readonly MultilineAssembler _assembler = new();
    readonly ShapeReader _shapes = new(new ShapeCatalog());

    [Params("sentence", "spring", "nginx", "coloured", "json", "json-escaped", "logfmt")]
    public string Line { get; set; } = "";

    ReadOnlyMemory<byte> _line;

    [GlobalSetup]
    public void Setup() => _line = Encoding.UTF8.GetBytes(Line switch
    {
        // 150 bytes, no level: everything is tried.
        "sentence" => "2025-11-11T10:30:00.123456Z Request from 10.20.30.40 for /api/v1/events?limit=100 was processed successfully in 45 milliseconds by worker number 7",
        "spring" => "2025-11-11T10:30:00.123Z  WARN 1 --- [nio-8080-exec-10] c.e.demo.orders.OrderController          : Order 8812734 of customer 4711 took 2345 ms to load",
        "nginx" => "10.20.30.40 - alice [11/Nov/2025:10:30:00 +0000] \"GET /api/v1/events?limit=100 HTTP/1.1\" 200 5316 \"https://example.com/\" \"Mozilla/5.0 (X11; Linux)\"",
        "coloured" => "\u001b[2m2025-11-11T10:30:00.123456Z\u001b[0m \u001b[32m INFO\u001b[0m \u001b[2mhomeiq::ingest\u001b[0m\u001b[2m:\u001b[0m batch of 512 events from bridge 7 was written in 45 ms",
        // 300 bytes.
        "json" => """{"timestamp":"2025-11-11T10:30:00.123456Z","level":"INFO","message":"Request processed successfully","service":"data-api","logger":"app.middleware.requests","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","metadata":{"duration_ms":45.25,"endpoint":"/api/events","method":"GET","status":200,"user":"alice"}}""",
        "json-escaped" => """{"level":50,"time":1762857000123,"pid":1,"hostname":"3f2a9c1d7b60","msg":"Query failed: \"SELECT * FROM events\"\nretrying in 5 s","err":{"type":"Error","message":"connect ECONNREFUSED","stack":"Error: connect\n    at TCPConnectWrap (node:net:1555)"},"req":{"id":17,"method":"POST","url":"/api/events"}}""",
        _ => "time=\"2025-11-11T10:30:00.123456Z\" level=warning msg=\"Slow request, is the database busy?\" service=data-api method=GET path=/api/v1/events status=200 duration=2.345 user=alice",
    });

    [Benchmark]
    public LineFormat Parse() => _parser.Parse(_line).Format;

    [Benchmark]
    public bool Continues() => _assembler.Continues(_line.Span);

    [Benchmark]
    public int Shape() => _shapes.Read(_line).Values.Count;
}
