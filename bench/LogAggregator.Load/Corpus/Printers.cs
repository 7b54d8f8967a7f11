using System.Globalization;
using System.Text.Json;

namespace LogAggregator.Load.Corpus;

/// <summary>How the kinds of programs print.</summary>
static class Printers
{
    public static void WebAccess(Values v, Entry e)
    {
        var status = v.Status();
        var method = v.Number(10) < 8 ? "GET" : "POST";
        e.Set(
            status >= 500 ? "ERROR" : status >= 400 ? "WARNING" : "INFO",
            Text($"{v.Address()} - - \"{method} {v.Path()} HTTP/1.1\" {status} {v.Number(90_000)} \"-\" \"{v.Agent()}\""));
    }

    public static void JsonService(Values v, Entry e)
    {
        var duration = v.Duration();
        var (level, message) = v.Random.Next(100) switch
        {
            < 70 => ("INFO", "Request processed successfully"),
            < 80 => ("INFO", $"Cache miss for key {v.Resource()}:{v.Number(100_000)}"),
            < 90 => ("DEBUG", $"Loaded {v.Number(500)} {v.Resource()} for {v.User()}"),
            < 96 => ("WARNING", $"Slow query took {duration} ms on {v.Resource()}"),
            _ => ("ERROR", $"Upstream {v.Address()}:8080 failed: connection refused after {v.Number(5)} retries"),
        };
        e.Set(level, message, Text($"\"trace_id\":\"{v.Trace()}\",\"user\":\"{v.User()}\",\"method\":\"GET\",\"path\":\"{v.Path()}\",\"status\":{v.Status()},\"duration_ms\":{duration}"));
    }

    public static void Database(Values v, Entry e)
    {
        var duration = v.Duration();
        switch (v.Random.Next(10))
        {
            case < 6: e.Set("INFO", Text($"duration: {duration}.{v.Random.Next(1000):d3} ms  statement: SELECT * FROM {v.Resource()} WHERE id = {v.Number(100_000)} AND owner = '{v.User()}'")); break;
            case < 8: e.Set("INFO", Text($"connection authorized: user={v.User()} database=app application_name=api host={v.Address()} port={1024 + v.Random.Next(60_000)}")); break;
            case < 9: e.Set("INFO", Text($"checkpoint complete: wrote {v.Number(20_000)} buffers ({v.Number(100)}.{v.Random.Next(10)}%); 0 WAL file(s) added, 0 removed, {v.Number(5)} recycled")); break;
            default: e.Set("ERROR", Text($"duplicate key value violates unique constraint \"{v.Resource()}_pkey\": Key (id)=({v.Number(100_000)}) already exists.")); break;
        }
    }

    public static void Java(Values v, Entry e)
    {
        if (v.Random.Next(25) != 0)
        {
            e.Set("INFO", Text($"[http-nio-8080-exec-{v.Random.Next(1, 200)}] com.shop.{v.Resource()}.Handler - handled {v.Resource()} {v.Number(100_000)} of {v.User()} in {v.Duration()} ms"), Text($"\"trace_id\":\"{v.Trace()}\",\"duration_ms\":{v.Duration()}"));
            return;
        }

        var frames = "";
        for (var i = 0; i < 12; i++) frames += Text($"\n\tat com.shop.{v.Resource()}.Service.call(Service.java:{v.Number(900)})");
        e.Set("ERROR", $"java.lang.IllegalStateException: no session for {v.User()}" + frames, Text($"\"trace_id\":\"{v.Trace()}\""));
    }

    public static void DotNet(Values v, Entry e)
    {
        if (v.Random.Next(30) != 0)
        {
            e.Set("INFO", Text($"Executed endpoint 'HTTP: GET /{v.Resource()}/{{id}}' in {v.Duration()}.{v.Random.Next(10_000):d4}ms for {v.User()}"), Text($"\"RequestId\":\"0HN{v.Hex(10)}:{v.Random.Next(99):d8}\",\"ConnectionId\":\"0HN{v.Hex(10)}\",\"duration_ms\":{v.Duration()}"));
            return;
        }

        var frames = "";
        for (var i = 0; i < 8; i++) frames += Text($"\n   at Shop.{v.Resource()}.Repository.GetAsync(Int32 id) in /src/Repository.cs:line {v.Number(400)}");
        e.Set("ERROR", Text($"System.TimeoutException: The operation has timed out after {v.Duration()} ms") + frames);
    }

    public static void Daemon(Values v, Entry e)
    {
        switch (v.Random.Next(5))
        {
            case 0: e.Set("INFO", Text($"Accepted publickey for {v.User()} from {v.Address()} port {1024 + v.Random.Next(60_000)} ssh2: ED25519 SHA256:{v.Hex(43)}")); break;
            case 1: e.Set("INFO", Text($"pam_unix(sshd:session): session opened for user {v.User()}(uid={1000 + v.Number(20_000)}) by (uid=0)")); break;
            case 2: e.Set("INFO", Text($"DHCPACK on {v.Address()} to {v.Hex(2)}:{v.Hex(2)}:{v.Hex(2)}:{v.Hex(2)}:{v.Hex(2)}:{v.Hex(2)} via eth0")); break;
            case 3: e.Set("WARNING", Text($"Failed password for invalid user {v.User()} from {v.Address()} port {1024 + v.Random.Next(60_000)} ssh2")); break;
            default: e.Set("DEBUG", Text($"{v.Number(4000)} clients connected ({v.Number(10)} replicas), {1_000_000 + v.Number(90_000_000)} bytes in use")); break;
        }
    }

    /// <summary>The message as it stands inside a JSON string.</summary>
    public static string Escape(string text) => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
