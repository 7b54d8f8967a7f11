using System;
using System.Globalization;

namespace LogAggregator.Demo.Shop;

/// <summary>How the services of the shop write what happened: each in the form that such programs have.</summary>
static class ShopLines
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>nginx, combined format with the time it took.</summary>
    public static string Access(ShopRequest request, string address, int bytes, string agent) => string.Create(
        Invariant,
        $"{address} - - [{request.Answered:dd/MMM/yyyy:HH:mm:ss} +0000] \"{request.Method} {request.Path} HTTP/1.1\" {request.Status} {bytes} \"https://shop.example/\" \"{agent}\" {request.Took.TotalSeconds:0.000}");

    /// <summary>nginx, when the service behind it fails.</summary>
    public static string WebError(ShopRequest request, int connection, string address) => string.Create(
        Invariant,
        $"{request.Answered:yyyy/MM/dd HH:mm:ss} [error] 29#29: *{connection} upstream prematurely closed connection while reading response header from upstream, client: {address}, server: shop.example, request: \"{request.Method} {request.Path} HTTP/1.1\", upstream: \"http://172.20.0.7:8080{request.Path}\", host: \"shop.example\"");

    public static string Api(ShopRequest request) => Json(
        request,
        request.Status switch { >= 500 => "error", >= 400 => "warn", _ => "info" },
        string.Create(Invariant, $"{request.Method} {request.Path} answered {request.Status} in {request.Took.TotalMilliseconds:0.0} ms"));

    /// <summary>With the stack trace inside, as JSON loggers have it.</summary>
    public static string ApiFailure(ShopRequest request, string message, string trace) => Json(
        request, "error", message, string.Create(Invariant, $",\"exception\":\"{trace.Replace("\n", "\\n", StringComparison.Ordinal)}\""));

    /// <summary>.NET's console logger.</summary>
    public static string Worker(string level, string text, string trace = "") =>
        $"{level}: Shop.Worker.OrderConsumer[0]\n      {text}{(trace.Length == 0 ? "" : "\n      " + trace.Replace("\n", "\n      ", StringComparison.Ordinal))}";

    /// <summary>Spring Boot.</summary>
    public static string Payment(DateTimeOffset time, string level, int thread, string text, string trace = "") => string.Create(
        Invariant,
        $"{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {level,5} 1 --- [payment] [nio-8080-exec-{thread}] d.s.payment.ChargeService               : {text}{(trace.Length == 0 ? "" : "\n" + trace)}");

    public static string Database(DateTimeOffset time, int process, string text) =>
        string.Create(Invariant, $"{time:yyyy-MM-dd HH:mm:ss.fff} UTC [{process}] {text}");

    static string Json(ShopRequest request, string level, string message, string more = "") => string.Create(
        Invariant,
        $$"""{"timestamp":"{{request.Answered:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","level":"{{level}}","message":"{{message}}","method":"{{request.Method}}","path":"{{request.Path}}","status":{{request.Status}},"duration_ms":{{request.Took.TotalMilliseconds:0.0}},"user":"{{request.User}}","trace_id":"{{request.TraceId}}"{{more}}}""");
}
