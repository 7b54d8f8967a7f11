using System;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class RobustnessTests
{
    static readonly byte[][] Lines =
        [.. new[] { "levels.txt", "times.txt", "formats.txt" }.SelectMany(CaseFile.Load).Select(c => CaseFile.Bytes(c.Data.Item2))];

    [Fact]
    public void EveryPrefixOfARealLineIsRead()
    {
        var parser = new LineParser();
        foreach (var line in Lines)
        {
            for (var length = 0; length <= line.Length; length++) Assert.NotNull(parser.Parse(line.AsMemory(0, length)));
        }
    }

    [Fact]
    public void AMutatedLineIsReadAndJudged()
    {
        var parser = new LineParser();
        var assembler = new MultilineAssembler();
        Mutation.Of(Lines).Sample(
            line =>
            {
                assembler.Continues(line);
                return parser.Parse(line).Message.Length <= line.Length;
            },
            threads: 1);
    }

    [Fact]
    public void TwoLinesInOneRecordAreReadToo()
    {
        var parser = new LineParser();
        Gen.Select(Mutation.Of(Lines), Mutation.Of(Lines)).Sample(
            (first, second) => parser.Parse((byte[])[.. first, (byte)'\n', .. second]).Message.Length <= first.Length + second.Length + 1,
            threads: 1);
    }

    [Fact]
    public void LongLinesAreRead()
    {
        var parser = new LineParser();
        foreach (var unit in new[] { "a", " ", "{\"a\":", "a=b ", "[", "\u001b[", "\\", "\"", "2025-11-11T10:30:00Z ", "\n", "-" })
        {
            var line = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, 1024 * 1024 / unit.Length)));
            Assert.True(parser.Parse(line).Message.Length <= line.Length);
        }
    }
}
