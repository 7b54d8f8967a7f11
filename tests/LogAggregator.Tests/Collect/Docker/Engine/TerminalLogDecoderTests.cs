using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class TerminalLogDecoderTests
{
    static readonly string Part = new('a', 16_384);

    static byte[] Bytes(params IEnumerable<string> texts) => Encoding.UTF8.GetBytes(string.Concat(texts));

    static string Line(int index, string text) => LogWriter.Time(index) + " " + text;

    static TerminalLogDecoder Decoder() => new(new FixedTime(LogWriter.BaseNs + 1_000_000_000));

    static List<string> Decode(params IEnumerable<string> texts)
    {
        var bytes = Bytes(texts);
        return LogWriter.Feed(Decoder(), bytes, bytes.Length, finish: true);
    }

    [Fact]
    public void EveryPieceSizeGivesTheSameMessages()
    {
        var bytes = Bytes(Line(0, "one\r\n"), Line(1, "\r\n"), Line(2, "Z Z Z \r\n"), Line(3, "last without newline"));
        for (var pieceBytes = 1; pieceBytes <= bytes.Length; pieceBytes++)
        {
            var decoder = Decoder();
            Assert.Equal(
                ["Stdout+0 one\r\n", "Stdout+1 \r\n", "Stdout+2 Z Z Z \r\n", "Stdout+3 last without newline"],
                LogWriter.Feed(decoder, bytes, pieceBytes, finish: true));
            Assert.Equal(LogEnd.Clean, decoder.End);
        }
    }

    [Fact]
    public void AnUnfinishedMessageIsNotHandedOutBeforeTheEngineSaysThatItIsAll()
    {
        var bytes = Bytes(Line(0, "one\r\n"), Line(1, "cut in the mid"));
        Assert.Equal(["Stdout+0 one\r\n"], LogWriter.Feed(Decoder(), bytes, bytes.Length, finish: false));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(16_384)]
    [InlineData(100_000)]
    public void TheTimeRepeatedInsideALongLineDividesIt(int pieceBytes)
    {
        var bytes = Bytes(Line(0, Part), Line(0, Part), Line(0, "end\r\n"), Line(1, "next\r\n"));
        Assert.Equal(
            [$"Stdout+0 {Part}", $"Stdout+0 {Part}", "Stdout+0 end\r\n", "Stdout+1 next\r\n"],
            LogWriter.Feed(Decoder(), bytes, pieceBytes, finish: true));
    }

    [Fact]
    public void APartThatGrewByReplacementCharactersIsDividedToo()
    {
        var grown = Part + "\uFFFD";
        Assert.Equal([$"Stdout+0 {grown}", "Stdout+0 end\r\n"], Decode(Line(0, grown), Line(0, "end\r\n")));
    }

    [Fact]
    public void ALineOfExactlyOnePartIsFollowedByItsNewlineAlone()
        => Assert.Equal([$"Stdout+0 {Part}", "Stdout+0 \n", "Stdout+1 x\n"], Decode(Line(0, Part), Line(0, "\n"), Line(1, "x\n")));

    [Fact]
    public void AnEmptyPartAtTheEndIsAMessage()
        => Assert.Equal([$"Stdout+0 {Part}", "Stdout+0 "], Decode(Line(0, Part), Line(0, "")));

    [Fact]
    public void WhatARunPrintedLastIsDividedFromTheNextRun()
        => Assert.Equal(["Stdout+0 prompt> ", "Stdout+9 started\r\n"], Decode(Line(0, "prompt> "), Line(9, "started\r\n")));

    [Fact]
    public void ATimeThatAProgramPrintsStaysInItsLine()
    {
        var earlier = Line(5, "now " + LogWriter.Time(4) + " earlier than Docker's\r\n");
        var later = Line(6, "until 2026-11-22T15:34:17.300000000Z later than the next line\r\n");
        var future = Line(8, "expires 2027-11-22T15:34:17.290610125Z in a year\r\n");
        Assert.Equal(
            [$"Stdout+5 {earlier[31..]}", $"Stdout+6 {later[31..]}", "Stdout+7 x\r\n", $"Stdout+8 {future[31..]}"],
            Decode(earlier, later, Line(7, "x\r\n"), future));
    }

    [Fact]
    public void AnErrorOfTheEngineIsKnownByItsMissingTime()
    {
        var decoder = Decoder();
        var bytes = Bytes(Line(0, "Error grabbing logs: printed\r\n"), "Error grabbing logs: unexpected EOF\n");
        Assert.Equal(["Stdout+0 Error grabbing logs: printed\r\n"], LogWriter.Feed(decoder, bytes, 11, finish: true));
        Assert.Equal((LogEnd.EngineError, "Error grabbing logs: unexpected EOF"), (decoder.End, decoder.EngineError));
    }

    [Fact]
    public void ALineThatNeverEndsIsHandedOutInPieces()
    {
        var decoder = Decoder();
        var bytes = Bytes(Line(0, new string('x', 5 * 1024 * 1024)));
        var shown = LogWriter.Feed(decoder, bytes, 1 << 20, finish: true);
        Assert.True(shown.Count > 1);
        Assert.Equal(5 * 1024 * 1024, shown.Sum(text => text.Length - "Stdout+0 ".Length));
    }

    [Fact]
    public void NothingOfGarbageIsLostAndNothingThrows()
        => Gen.Char["2026-11T:Z .\n\rErx"].Array[0, 300].Sample(characters =>
        {
            var bytes = Encoding.UTF8.GetBytes(characters);
            var whole = LogWriter.Feed(Decoder(), bytes, Math.Max(1, bytes.Length), finish: true);
            return whole.SequenceEqual(LogWriter.Feed(Decoder(), bytes, 1, finish: true))
                && whole.Sum(text => text.Length - text.IndexOf(' ', StringComparison.Ordinal) - 1) <= bytes.Length;
        });

    sealed class FixedTime(long nowNs) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(nowNs / 1_000_000);
    }
}
