using System.Collections.Generic;
using System.Linq;
using System.Text;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Lines;

public sealed class LineJoinerTests
{
    const int Part = 16 * 1024;

    [Fact]
    public void ALineIsOneMessageWithoutItsNewline() =>
        Assert.Equal([("abc\r", RecordFlags.None)], Join((1, "abc\r\n")));

    [Fact]
    public void AShortMessageWithoutNewlineIsWhatWasPrintedLast() =>
        Assert.Equal([("abc", RecordFlags.NoNewline), ("def", RecordFlags.None)], Join((1, "abc"), (2, "def\n")));

    [Fact]
    public void OnlyOneNewlineIsTakenAway() => Assert.Equal([("", RecordFlags.None)], Join((1, "\n")));

    [Fact]
    public void PartsOfOneTimeAreJoined() =>
        Assert.Equal([(new string('a', Part) + new string('b', Part) + "c", RecordFlags.None)], Join((1, new string('a', Part)), (1, new string('b', Part)), (1, "c\n")));

    [Fact]
    public void ALineOfExactlyOnePartIsClosedByABareNewline() =>
        Assert.Equal([(new string('a', Part), RecordFlags.None)], Join((1, new string('a', Part)), (1, "\n")));

    [Fact]
    public void AnOldLocalDriverClosesALineWithAnEmptyMessage() =>
        Assert.Equal([(new string('a', Part), RecordFlags.NoNewline)], Join((1, new string('a', Part)), (1, "")));

    [Fact]
    public void APartThatAMessageOfAnotherTimeFollowsIsALine() =>
        Assert.Equal([(new string('a', Part), RecordFlags.NoNewline), ("next", RecordFlags.None)], Join((1, new string('a', Part)), (2, "next\n")));

    [Fact]
    public void ALineIsCutAtOneMebibyteAndTheRestIsCounted()
    {
        var joiner = new LineJoiner();
        var part = new byte[Part];
        long dropped = 0;
        for (var i = 0; i < 70; i++) Assert.False(joiner.TryJoin(part, 1, i, out _));
        Assert.True(joiner.TryJoin("end\n"u8, 1, 70, out var line));
        dropped += line.DroppedBytes;
        Assert.Equal(LineJoiner.MaxLineBytes, line.Bytes.Length);
        Assert.Equal(RecordFlags.Truncated, line.Flags);
        Assert.Equal(70L * Part + 3 - LineJoiner.MaxLineBytes, dropped);
        Assert.True(joiner.TryJoin("next\n"u8, 2, 71, out line));
        Assert.Equal(0, line.DroppedBytes);
    }

    static List<(string Text, RecordFlags Flags)> Join(params (long Time, string Payload)[] messages)
    {
        var joiner = new LineJoiner();
        var lines = new List<(string, RecordFlags)>();
        foreach (var ((time, payload), number) in messages.Select((message, number) => (message, number)))
        {
            if (joiner.IsEndedBy(time)) Add(joiner.Flush());
            if (joiner.TryJoin(Encoding.UTF8.GetBytes(payload), time, number, out var line)) Add(line);
        }
        return lines;

        void Add(JoinedLine line) => lines.Add((Encoding.UTF8.GetString(line.Bytes), line.Flags));
    }
}
