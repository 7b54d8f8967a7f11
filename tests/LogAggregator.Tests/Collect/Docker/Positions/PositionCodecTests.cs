using System;
using System.Collections.Generic;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Positions;

public sealed class PositionCodecTests
{
    static readonly List<(MessageKey, OutputStream)> Messages =
    [
        (new MessageKey(1_767_225_600_123_456_789, 0xDEADBEEF), OutputStream.Stdout),
        (new MessageKey(1_767_225_600_123_458_900, 1), OutputStream.Stderr),
        (new MessageKey(1_767_225_600_115_000_000, uint.MaxValue), OutputStream.Stdout),
    ];

    static readonly ContainerPosition Position = new(5, true, false, 7, 8, 1_767_225_600_123_456_789, 0, Messages);

    [Fact]
    public void APositionIsReadBackAsItWasWritten()
    {
        Assert.True(PositionCodec.TryDecode(PositionCodec.Encode(Position), out var read));
        Assert.Equal(Position with { Anchors = [] }, read with { Anchors = [] });
        Assert.Equal(Messages, read.Anchors);
    }

    [Fact]
    public void AWindowIsReadBackAsItWasWritten()
    {
        var read = new List<(MessageKey, OutputStream)>();
        Assert.True(PositionCodec.TryDecodeWindow(PositionCodec.EncodeWindow(Messages), read));
        Assert.Equal(Messages, read);
    }

    [Fact]
    public void NoBytesMakeItThrow()
    {
        var bytes = PositionCodec.Encode(Position);
        for (var length = 0; length < bytes.Length; length++) PositionCodec.TryDecode(bytes.AsSpan(0, length), out _);
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var garbage = bytes.AsSpan(0, random.Next(bytes.Length)).ToArray();
            if (garbage.Length > 0) garbage[random.Next(garbage.Length)] ^= (byte)random.Next(256);
            PositionCodec.TryDecode(garbage, out _);
        }
    }

    [Fact]
    public void AnotherVersionIsNotRead()
    {
        var bytes = PositionCodec.Encode(Position);
        bytes[0]++;
        Assert.False(PositionCodec.TryDecode(bytes, out _));
    }
}
