using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>The service's HTTP API as a client sees it.</summary>
sealed class ApiClient(Func<Uri> address) : IDisposable
{
    // One connection a request: the service is killed and started again behind it.
    readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(60) };

    public async Task<bool> IsServingAsync()
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(address(), "health"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(address(), path));
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.OK) throw new HttpRequestException($"GET {path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public async Task<(int Status, string Body)> TryGetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(address(), path));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<(int Status, string Body)> PostAsync(string body, string mediaType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
        using var response = await _http.PostAsync(new Uri(address(), "logs"), content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<byte[]> RawExportAsync(string query) => _http.GetByteArrayAsync(new Uri(address(), "logs/export?format=raw&" + query));

    /// <summary>All lines and gaps that match, as the export gives them.</summary>
    public async Task<IReadOnlyList<LogRecord>> RecordsAsync(string query) => [.. (await EveryRecordAsync(query)).Where(record => !record.IsLifecycle)];

    /// <summary>Starts and stops of a container, in the order of their times: <c>start</c>, <c>stop 0</c>.</summary>
    public async Task<IReadOnlyList<string>> LifecycleAsync(string container) =>
        [.. (await EveryRecordAsync("container=" + Uri.EscapeDataString(container))).Where(record => record.IsLifecycle).Select(LifecycleOf)];

    /// <summary>All records that match: lines, gaps, starts and stops.</summary>
    public async Task<IReadOnlyList<LogRecord>> EveryRecordAsync(string query)
    {
        var records = new List<LogRecord>();
        using var response = await _http.GetAsync(new Uri(address(), "logs/export?format=ndjson&" + query), HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"export?{query}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line) records.Add(LogRecord.Parse(line));
        return records;
    }

    public Task<IReadOnlyList<LogRecord>> ContainerAsync(string container) => RecordsAsync("container=" + Uri.EscapeDataString(container));

    /// <summary>The values of a metric, summed over its labels; 0 where it is not there.</summary>
    public async Task<double> MetricAsync(string name)
    {
        var (_, text) = await TryGetAsync("metrics");
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    static string LifecycleOf(LogRecord record)
    {
        var lifecycle = record.Json["metadata"]!["lifecycle"]!.AsObject();
        return string.Join(' ', new[] { lifecycle["event"], lifecycle["exit_code"], lifecycle["previous_id"], lifecycle["previous_name"], lifecycle["name"], lifecycle["found"] }.OfType<JsonNode>().Select(node => node.ToString()));
    }

    public Uri WebSocketAddress(string query) => new UriBuilder(new Uri(address(), "ws/logs?" + query)) { Scheme = "ws" }.Uri;

    public void Dispose() => _http.Dispose();
}
