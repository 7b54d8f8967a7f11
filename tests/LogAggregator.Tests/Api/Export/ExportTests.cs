using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Tests.Tail;
using Xunit;

namespace LogAggregator.Tests.Api.Export;

public sealed class ExportTests
{
    static readonly LogSource Stderr = Records.Web with { Stream = OutputStream.Stderr };

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RawIsWhatOneStreamOfAContainerPrintedInItsOrder()
    {
        await using var server = await RecordsServer.StartAsync();
        var batch = new RecordBatch();
        Add(batch, "first", observedNs: 1, timestampNs: 900);
        Add(batch, "other stream", observedNs: 2, source: Stderr);
        Add(batch, "a trace\n  at main", observedNs: 4, timestampNs: 100);
        Add(batch, "lines are missing", observedNs: 5, flags: RecordFlags.Gap);
        Add(batch, "web started", observedNs: 5, flags: RecordFlags.Lifecycle);
        await server.AppendAsync(batch);
        batch.Clear();
        Add(batch, "found later", observedNs: 3, timestampNs: 500);
        Add(batch, [0xFF, 0, (byte)'\r'], observedNs: 6);
        Add(batch, "", observedNs: 7);
        Add(batch, "cut off", observedNs: 8, flags: RecordFlags.NoNewline);
        await server.AppendAsync(batch);

        var bytes = await server.Client.GetByteArrayAsync(new Uri("/logs/export?format=raw&container=web&stream=stdout", UriKind.Relative), Cancel);

        Assert.Equal("first\nfound later\na trace\n  at main\n\u00ff\0\r\n\ncut off", Encoding.Latin1.GetString(bytes));
    }

    [Fact]
    public async Task NdjsonIsEveryRecordByEventTime()
    {
        await using var server = await RecordsServer.StartAsync();
        var batch = new RecordBatch();
        Add(batch, "late", observedNs: 1, timestampNs: 30);
        Add(batch, "early", observedNs: 2, timestampNs: 10);
        Add(batch, "two\nlines", observedNs: 3, timestampNs: 20, flags: RecordFlags.Gap);
        await server.AppendAsync(batch);

        using var answer = await server.Client.GetAsync(new Uri("/logs/export", UriKind.Relative), Cancel);
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n');

        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["early", "two\nlines", "late"], lines[..^1].Select(MessageOf));
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public async Task AnExportHasNoLimit()
    {
        const int Lines = 50_000;
        await using var server = await RecordsServer.StartAsync();
        await server.AppendAsync(Enumerable.Range(0, Lines).Select(i => $"line {i}"));

        var text = await server.Client.GetStringAsync(new Uri("/logs/export?format=raw", UriKind.Relative), Cancel);

        Assert.Equal(string.Concat(Enumerable.Range(0, Lines).Select(i => $"line {i}\n")), text);
    }

    [Theory]
    [InlineData("format=xml")]
    [InlineData("format=raw&limit=5")]
    [InlineData("level=LOUD")]
    public async Task ABadParameterIsNamed(string query)
    {
        await using var server = await RecordsServer.StartAsync();

        using var answer = await server.Client.GetAsync(new Uri("/logs/export?" + query, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task AnEmptyExportIsAnAnswer()
    {
        await using var server = await RecordsServer.StartAsync();

        Assert.Equal("", await server.Client.GetStringAsync(new Uri("/logs/export", UriKind.Relative), Cancel));
        using var head = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/logs/export?format=raw"), Cancel);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    static void Add(
        RecordBatch batch, string line, long observedNs, long timestampNs = 1, RecordFlags flags = RecordFlags.None, LogSource? source = null) =>
        batch.Add(source ?? Records.Web, timestampNs, observedNs, Level.Info, flags, Encoding.UTF8.GetBytes(line));

    static void Add(RecordBatch batch, byte[] line, long observedNs) =>
        batch.Add(Records.Web, observedNs, observedNs, Level.Info, RecordFlags.None, line);

    static string? MessageOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("message").GetString();
    }
}
