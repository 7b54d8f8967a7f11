using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class LogReadingTests : IAsyncLifetime
{
    const string Path = "/v1.40/containers/abc/logs";

    static readonly byte[] Framed = LogWriter.Join(
        LogWriter.Message(OutputStream.Stdout, 0, "one\n"), LogWriter.Message(OutputStream.Stderr, 1, "two\n"));

    static readonly byte[] Raw = Encoding.UTF8.GetBytes(LogWriter.Time(0) + " one\r\n" + LogWriter.Time(1) + " two");

    readonly ScriptedServer _server = new();
    readonly DockerEngine _engine;

    public LogReadingTests()
    {
        DockerEndpoint.TryParse(_server.Endpoint, null, out var endpoint, out _);
        _engine = new DockerEngine(endpoint!, TimeProvider.System);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _server.DisposeAsync();
    }

    Task<ILogReading> OpenAsync(bool? terminal = null, bool follow = false, long? tail = null)
        => _engine.OpenLogsAsync("abc", new LogRequest(follow, tail, terminal), Cancellation);

    async Task<(List<string> Shown, LogEnd End, string Error)> ReadAllAsync(bool? terminal = null)
    {
        await using var reading = await OpenAsync(terminal);
        var batch = new MessageBatch();
        var shown = new List<string>();
        while (await reading.ReadAsync(batch, Cancellation))
        {
            Assert.Equal(LogEnd.Open, reading.End);
            shown.AddRange(LogWriter.Show(batch));
        }
        Assert.False(await reading.ReadAsync(batch, Cancellation));
        return (shown, reading.End, reading.EngineError);
    }

    static byte[][] Pieces(byte[] bytes, int pieceBytes) => [.. bytes.Chunk(pieceBytes)];

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 1000)]
    [InlineData(false, 3)]
    public async Task FramesEndCleanly(bool? terminal, int pieceBytes)
    {
        _server.AnswerChunked(Path, terminated: true, Pieces(Framed, pieceBytes));
        var (shown, end, _) = await ReadAllAsync(terminal);
        Assert.Equal(["Stdout+0 one\n", "Stderr+1 two\n"], shown);
        Assert.Equal(LogEnd.Clean, end);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(true, 1000)]
    public async Task ATerminalsLogEndsCleanly(bool? terminal, int pieceBytes)
    {
        _server.AnswerChunked(Path, terminated: true, Pieces(Raw, pieceBytes));
        var (shown, end, _) = await ReadAllAsync(terminal);
        Assert.Equal(["Stdout+0 one\r\n", "Stdout+1 two"], shown);
        Assert.Equal(LogEnd.Clean, end);
    }

    [Fact]
    public async Task AnEmptyLogEndsCleanly()
    {
        _server.AnswerChunked(Path, terminated: true);
        Assert.Equal((0, LogEnd.Clean), await ReadAllAsync() is var (shown, end, _) ? (shown.Count, end) : default);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABrokenConnectionIsACutAndHandsOutWholeMessagesOnly(bool terminal)
    {
        var bytes = terminal ? Raw : Framed;
        _server.AnswerChunked(Path, terminated: false, bytes[..^1]);
        var (shown, end, _) = await ReadAllAsync();
        Assert.Equal("Stdout+0 one" + (terminal ? "\r\n" : "\n"), Assert.Single(shown));
        Assert.Equal(LogEnd.Cut, end);
    }

    [Fact]
    public async Task AFrameCutShortInACleanResponseIsACut()
    {
        _server.AnswerChunked(Path, terminated: true, Framed[..^1]);
        Assert.Equal(LogEnd.Cut, (await ReadAllAsync()).End);
    }

    [Fact]
    public async Task AResponseThatOnlyTheEndOfTheConnectionEndsCountsAsCut()
    {
        _server.Answer(Path, (stream, cancellationToken) => stream.WriteAsync(
            LogWriter.Join("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), Framed), cancellationToken).AsTask());
        var (shown, end, _) = await ReadAllAsync();
        Assert.Equal((2, LogEnd.Cut), (shown.Count, end));
    }

    [Fact]
    public async Task AnErrorInTheStreamIsTold()
    {
        _server.AnswerChunked(Path, terminated: true, Framed, LogWriter.Frame(3, "Error grabbing logs: unexpected EOF\n"));
        var (shown, end, error) = await ReadAllAsync();
        Assert.Equal((2, LogEnd.EngineError, "Error grabbing logs: unexpected EOF"), (shown.Count, end, error));
    }

    [Fact]
    public async Task ALargeMessageComesInOnePiece()
    {
        var text = new string('x', 1_000_000);
        _server.AnswerChunked(Path, terminated: true, Pieces(LogWriter.Message(OutputStream.Stdout, 0, text), 5000));
        Assert.Equal("Stdout+0 " + text, Assert.Single((await ReadAllAsync()).Shown));
    }

    [Fact]
    public async Task ManyMessagesComeInBoundedBatches()
    {
        var chunks = Enumerable.Range(0, 20_000).Select(i => LogWriter.Message(OutputStream.Stdout, i, $"line {i} {new string('.', 40)}\n")).ToArray();
        _server.AnswerChunked(Path, terminated: true, chunks);
        await using var reading = await OpenAsync();
        var batch = new MessageBatch();
        var next = 0;
        while (await reading.ReadAsync(batch, Cancellation))
        {
            Assert.InRange(batch.PayloadBytes, 1, 512 * 1024);
            for (var i = 0; i < batch.Count; i++)
                Assert.Equal(LogWriter.BaseNs + next++, batch[i].TimestampNs);
        }
        Assert.Equal((20_000, LogEnd.Clean), (next, reading.End));
    }

    [Fact]
    public async Task AMessageOfAFollowArrivesWhileTheResponseIsOpen()
    {
        var second = new TaskCompletionSource();
        _server.Answer(Path, async (stream, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancellationToken);
            await ScriptedServer.WriteChunkAsync(stream, LogWriter.Message(OutputStream.Stdout, 0, "one\n"), cancellationToken);
            await second.Task.WaitAsync(cancellationToken);
            await ScriptedServer.WriteChunkAsync(stream, LogWriter.Message(OutputStream.Stdout, 1, "two\n"), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        await using var reading = await OpenAsync(follow: true);
        var batch = new MessageBatch();
        Assert.True(await reading.ReadAsync(batch, Cancellation));
        Assert.Equal(["Stdout+0 one\n"], LogWriter.Show(batch));
        second.SetResult();
        Assert.True(await reading.ReadAsync(batch, Cancellation));
        Assert.Equal(["Stdout+1 two\n"], LogWriter.Show(batch));
    }

    [Fact]
    public async Task CancellingTheReaderThrows()
    {
        AnswerSilently();
        await using var reading = await OpenAsync(follow: true);
        using var cancel = new CancellationTokenSource();
        var read = reading.ReadAsync(new MessageBatch(), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
    }

    [Fact]
    public async Task DisposingByAnotherThreadEndsAReadAsACut()
    {
        AnswerSilently();
        var reading = await OpenAsync(follow: true);
        var read = reading.ReadAsync(new MessageBatch(), Cancellation);
        await reading.DisposeAsync();
        Assert.False(await read);
        Assert.Equal(LogEnd.Cut, reading.End);
    }

    [Theory]
    [InlineData(false, null, "")]
    [InlineData(true, null, "&follow=1")]
    [InlineData(true, 0L, "&follow=1&tail=0")]
    [InlineData(false, 200L, "&tail=200")]
    public async Task BothOutputsAreAskedForWithTimes(bool follow, long? tail, string expected)
    {
        _server.AnswerChunked(Path, terminated: true);
        await using var reading = await OpenAsync(follow: follow, tail: tail);
        Assert.Equal(Path + "?stdout=1&stderr=1&timestamps=1" + expected, Assert.Single(_server.Requests));
    }

    void AnswerSilently() => _server.Answer(Path, async (stream, cancellationToken) =>
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    });
}
