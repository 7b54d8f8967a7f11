using System;
using CsCheck;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class FrameDecoderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AFrameSaysItsTypeAndLength(byte type)
    {
        var result = FrameDecoder.Decode(LogWriter.Frame(type, "hello"), out var frame, out var needed);
        Assert.Equal((FrameResult.Complete, new Frame(type, 5), 13), (result, frame, needed));
    }

    [Fact]
    public void AFrameCutShortIsNotConsumed()
    {
        var bytes = LogWriter.Frame(1, "hello");
        for (var length = 0; length < bytes.Length; length++)
            Assert.Equal(FrameResult.Incomplete, FrameDecoder.Decode(bytes.AsSpan(0, length), out _, out _));
    }

    [Theory]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 1, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 1, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0x20, 0, 1 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void WhatCannotBeAHeaderIsDamage(byte[] header)
        => Assert.Equal(FrameResult.Damaged, FrameDecoder.Decode(header, out _, out _));

    [Fact]
    public void TheLargestPayloadIsStillAFrame()
        => Assert.Equal(FrameResult.Incomplete, FrameDecoder.Decode([1, 0, 0, 0, 0, 0x20, 0, 0], out _, out _));

    [Fact]
    public void GarbageNeverThrowsAndNeverNeedsMoreThanTheLimit()
        => Gen.Byte.Array[0, 64].Sample(bytes =>
        {
            FrameDecoder.Decode(bytes, out _, out var needed);
            return needed is >= FrameDecoder.HeaderLength and <= FrameDecoder.HeaderLength + FrameDecoder.MaxPayloadBytes;
        });
}
