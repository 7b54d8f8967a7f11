using System;
using System.Buffers.Binary;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

/// <summary>What an engine writes comes whole and in order, is bounded while nobody reads, and ends wherever the thread waits.</summary>
public sealed class ReadAheadStreamTests : IAsyncLifetime
{
    /// <summary>More than the stream and both buffers of the socket hold.</summary>
    const int TooMuch = 8 * 1024 * 1024;

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    Socket _engine = null!;
    ReadAheadStream _stream = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        var connecting = EngineSocket.ConnectForReadAheadAsync(_path, Soon, Cancellation);
        _engine = await _listener.AcceptAsync(Cancellation);
        _stream = new ReadAheadStream(await connecting);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _engine.Dispose();
        _listener.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public async Task ManySmallWritesComeWholeAndInOrder()
    {
        const int Count = 50_000;
        var writing = Task.Run(
            async () =>
            {
                var number = new byte[sizeof(int)];
                for (var i = 0; i < Count; i++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(number, i);
                    await _engine.SendAsync(number, Cancellation);
                }
                _engine.Shutdown(SocketShutdown.Send);
            },
            Cancellation);

        var received = new byte[Count * sizeof(int) + 1];
        Assert.Equal(Count * sizeof(int), await _stream.ReadAtLeastAsync(received, received.Length, throwOnEndOfStream: false, Cancellation));
        for (var i = 0; i < Count; i++) Assert.Equal(i, BinaryPrimitives.ReadInt32LittleEndian(received.AsSpan(i * sizeof(int))));
        await writing;
    }

    [Fact]
    public async Task ARequestIsWritten()
    {
        await _stream.WriteAsync("GET /"u8.ToArray(), Cancellation);
        var request = new byte[16];
        Assert.Equal(5, await _engine.ReceiveAsync(request, Cancellation));
        Assert.Equal("GET /"u8, request.AsSpan(0, 5));
    }

    [Fact]
    public async Task AReaderThatStopsMakesTheEngineWait()
    {
        await _engine.SendAsync(new byte[1], Cancellation);
        Assert.Equal(1, await _stream.ReadAsync(new byte[1], Cancellation));
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writing = SendTooMuchAsync(given.Token);
        Assert.NotSame(writing, await Task.WhenAny(writing, Task.Delay(TimeSpan.FromMilliseconds(300), Cancellation)));

        await _stream.ReadExactlyAsync(new byte[TooMuch], Cancellation);
        await writing.WaitAsync(Soon, Cancellation);
    }

    [Fact]
    public async Task AnEngineThatIsCutOffThrowsBehindWhatItSaid()
    {
        // Bytes that were sent and not read make the end of the connection a reset.
        await _stream.WriteAsync(new byte[1], Cancellation);
        await _engine.SendAsync(new byte[100], Cancellation);
        _engine.Dispose();

        await _stream.ReadExactlyAsync(new byte[100], Cancellation);
        await Assert.ThrowsAsync<IOException>(async () => await _stream.ReadExactlyAsync(new byte[1], Cancellation));
        await Assert.ThrowsAsync<IOException>(async () => await _stream.WriteAsync(new byte[1], Cancellation));
    }

    [Fact]
    public async Task ItEndsWhileItWaitsForTheEngine()
    {
        var reading = _stream.ReadAsync(new byte[1], Cancellation).AsTask();
        await _stream.DisposeAsync();
        Assert.Same(reading, await Task.WhenAny(reading, Task.Delay(Soon, Cancellation)));
        await AssertEngineIsCutOffAsync();
    }

    [Fact]
    public async Task ItEndsWhileItWaitsForItsReader()
    {
        await _engine.SendAsync(new byte[1], Cancellation);
        Assert.Equal(1, await _stream.ReadAsync(new byte[1], Cancellation));
        var writing = SendTooMuchAsync(Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation);
        await _stream.DisposeAsync();
        await Assert.ThrowsAsync<SocketException>(() => writing.WaitAsync(Soon, Cancellation));
        await AssertEngineIsCutOffAsync();
    }

    [Fact]
    public async Task AnEngineThatDoesNotAcceptIsGivenUp()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var full = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        full.Bind(new UnixDomainSocketEndPoint(path));
        full.Listen(0);
        try
        {
            using var first = await EngineSocket.ConnectForReadAheadAsync(path, Soon, Cancellation);
            await Assert.ThrowsAsync<SocketException>(
                () => EngineSocket.ConnectForReadAheadAsync(path, TimeSpan.FromMilliseconds(200), Cancellation).WaitAsync(Soon, Cancellation));
        }
        finally
        {
            File.Delete(path);
        }
    }

    async Task SendTooMuchAsync(CancellationToken cancellationToken)
    {
        var rest = (ReadOnlyMemory<byte>)new byte[TooMuch];
        while (!rest.IsEmpty) rest = rest[await _engine.SendAsync(rest, cancellationToken)..];
    }

    async Task AssertEngineIsCutOffAsync()
    {
        try
        {
            Assert.Equal(0, await _engine.ReceiveAsync(new byte[1], Cancellation).AsTask().WaitAsync(Soon, Cancellation));
        }
        catch (SocketException)
        {
            // Cut off with bytes unread.
        }
    }
}
