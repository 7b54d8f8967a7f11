using System;
using System.Collections.Generic;
using System.Text;
using CsCheck;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class FramedLogDecoderTests
{
    static readonly byte[] Log = LogWriter.Join(
        LogWriter.Message(OutputStream.Stdout, 0, "one\n"),
        LogWriter.Message(OutputStream.Stderr, 1, "two\n"),
        LogWriter.Message(OutputStream.Stdout, 2, "\n"),
        LogWriter.Message(OutputStream.Stdout, 3, ""),
        LogWriter.Message(OutputStream.Stdout, 4, "no newline, nul \0 and ü"));

    static readonly List<string> Messages =
        ["Stdout+0 one\n", "Stderr+1 two\n", "Stdout+2 \n", "Stdout+3 ", "Stdout+4 no newline, nul \0 and ü"];

    [Fact]
    public void EveryPieceSizeGivesTheSameMessages()
    {
        for (var pieceBytes = 1; pieceBytes <= Log.Length; pieceBytes++)
        {
            var decoder = new FramedLogDecoder();
            Assert.Equal(Messages, LogWriter.Feed(decoder, Log, pieceBytes, finish: true));
            Assert.Equal(LogEnd.Clean, decoder.End);
        }
    }

    [Fact]
    public void EveryPrefixGivesTheWholeMessagesInItAndIsCutUnlessItEndsBetweenTwo()
    {
        var ends = new HashSet<int> { 0 };
        for (var at = 0; at < Log.Length;)
        {
            FrameDecoder.Decode(Log.AsSpan(at), out _, out var needed);
            ends.Add(at += needed);
        }
        for (var length = 0; length <= Log.Length; length++)
        {
            var decoder = new FramedLogDecoder();
            var shown = LogWriter.Feed(decoder, Log.AsSpan(0, length), int.MaxValue / 2, finish: true);
            Assert.Equal(Messages.GetRange(0, shown.Count), shown);
            Assert.Equal(ends.Contains(length) ? LogEnd.Clean : LogEnd.Cut, decoder.End);
        }
    }

    [Fact]
    public void AnErrorFrameEndsTheLogWithTheEnginesWords()
    {
        var decoder = new FramedLogDecoder();
        var log = LogWriter.Join(
            LogWriter.Message(OutputStream.Stdout, 0, "one\n"),
            LogWriter.Frame(3, "Error grabbing logs: unexpected EOF\n"),
            LogWriter.Message(OutputStream.Stdout, 1, "never\n"));
        Assert.Equal(["Stdout+0 one\n"], LogWriter.Feed(decoder, log, 7, finish: true));
        Assert.Equal((LogEnd.EngineError, "Error grabbing logs: unexpected EOF"), (decoder.End, decoder.EngineError));
    }

    [Fact]
    public void ALostPlaceInTheStreamIsACut()
    {
        var decoder = new FramedLogDecoder();
        var log = LogWriter.Join(LogWriter.Message(OutputStream.Stdout, 0, "one\n"), Encoding.UTF8.GetBytes("no frame at all"));
        Assert.Equal(["Stdout+0 one\n"], LogWriter.Feed(decoder, log, log.Length, finish: true));
        Assert.Equal(LogEnd.Cut, decoder.End);
    }

    [Fact]
    public void APodmanTimeWithAnOffsetIsTakenOffToo()
    {
        var log = LogWriter.Frame(1, "2026-11-22T17:34:17.290610125+02:00 hello\n");
        Assert.Equal(["Stdout+0 hello\n"], LogWriter.Feed(new FramedLogDecoder(), log, log.Length, finish: true));
    }

    [Fact]
    public void TextWithoutATimeIsKeptWithTheTimeBeforeIt()
    {
        var log = LogWriter.Join(LogWriter.Message(OutputStream.Stdout, 5, "one\n"), LogWriter.Frame(1, "bare\n"));
        Assert.Equal(["Stdout+5 one\n", "Stdout+5 bare\n"], LogWriter.Feed(new FramedLogDecoder(), log, log.Length, finish: true));
    }

    [Fact]
    public void AnyPayloadComesBackByteForByte()
        => Gen.Byte.Array[0, 300].Sample(payload =>
        {
            var batch = new MessageBatch();
            var log = LogWriter.Frame(2, [.. Encoding.UTF8.GetBytes(LogWriter.Time(0) + " "), .. payload]);
            new FramedLogDecoder().Decode(log, batch);
            return batch.Count == 1 && batch.Payload(batch[0]).SequenceEqual(payload);
        });

    [Fact]
    public void GarbageNeverThrowsAndIsNeverTakenTwice()
        => Gen.Byte[0, 5].Array[0, 200].Sample(bytes =>
        {
            var taken = new FramedLogDecoder().Decode(bytes, new MessageBatch());
            return taken >= 0 && taken <= bytes.Length;
        });
}
