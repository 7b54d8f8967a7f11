using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

/// <summary>What is gathered by a short wait and what is not. The clock stands: whatever comes, comes at the same moment as the last.</summary>
public sealed class GatheringStreamTests : IAsyncLifetime
{
    const int SmallBytes = 100;
    const int RushBytes = 20_000;

    readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    readonly WaitingTime _time = new();
    readonly Socket _listener = NewSocket();
    readonly Socket _client = NewSocket();
    Socket _engine = null!;
    GatheringStream _stream = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        await _client.ConnectAsync(new UnixDomainSocketEndPoint(_path), Cancellation);
        _engine = await _listener.AcceptAsync(Cancellation);
        _stream = new GatheringStream(_client, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _engine.Dispose();
        _listener.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public async Task TheFirstAfterASilenceIsNotHeldUp()
    {
        Assert.Equal(SmallBytes, await ReceiveAsync(SmallBytes));
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(SmallBytes, await ReceiveAsync(SmallBytes));
        Assert.Equal(0, _time.Waits);
    }

    [Fact]
    public async Task WhatComesAtOnceAfterTheLastIsGathered()
    {
        Assert.Equal(SmallBytes, await ReceiveAsync(SmallBytes));
        Assert.Equal(SmallBytes, await ReceiveAsync(SmallBytes));
        Assert.Equal(1, _time.Waits);
    }

    [Fact]
    public async Task AnEngineThatWritesAsFastAsWeReadIsNotMadeToWait()
    {
        Assert.Equal(RushBytes, await ReceiveAsync(RushBytes));
        Assert.Equal(SmallBytes, await ReceiveAsync(SmallBytes));
        Assert.Equal(SmallBytes, await ReceiveAsync(SmallBytes));
        Assert.Equal(0, _time.Waits);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(SmallBytes, await ReceiveAsync(SmallBytes));
        Assert.Equal(SmallBytes, await ReceiveAsync(SmallBytes));
        Assert.Equal(1, _time.Waits);
    }

    static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Bytes that one read gives of those sent.</summary>
    async Task<int> ReceiveAsync(int bytes)
    {
        await _engine.SendAsync(new byte[bytes], Cancellation);
        return await _stream.ReadAsync(new byte[64 * 1024], Cancellation);
    }

    /// <summary>A clock that stands and counts the waits that were asked of it; they end at once.</summary>
    sealed class WaitingTime : TimeProvider
    {
        long _timestamp = TimeSpan.FromHours(1).Ticks;

        public int Waits { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _timestamp;

        public void Advance(TimeSpan time) => _timestamp += time.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits++;
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
