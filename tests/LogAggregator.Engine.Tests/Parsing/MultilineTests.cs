using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class MultilineTests
{
    public static TheoryData<string, string[]> Cases
    {
        get
        {
            var cases = new TheoryData<string, string[]>();
            var text = File.ReadAllText(CaseFile.PathOf("multiline.txt"));
            foreach (var block in text.Split("\n== ").Skip(1))
            {
                var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                cases.Add(lines[0], lines[1..]);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ARecordIsItsHeadAndItsTrace(string name, string[] lines)
    {
        var assembler = new MultilineAssembler();

        var seen = lines.Select(line => (assembler.Continues(Bytes(line)) ? "|" : "*") + line[1..]);

        Assert.True(lines.SequenceEqual(seen), $"{name}:\n{string.Join('\n', seen)}");
    }

    [Fact]
    public void OnlyTextCanBeContinued()
    {
        var assembler = new MultilineAssembler();
        Assert.False(assembler.CanContinue);

        assembler.Continues("something happened"u8);
        Assert.True(assembler.CanContinue);

        assembler.Continues("{\"message\":\"x\"}"u8);
        Assert.False(assembler.CanContinue);

        assembler.Continues("level=info msg=x"u8);
        Assert.False(assembler.CanContinue);
    }

    [Fact]
    public void AClosedRecordIsNotContinued()
    {
        var assembler = new MultilineAssembler();
        assembler.Continues("Error: boom"u8);

        assembler.Close();

        Assert.False(assembler.CanContinue);
        Assert.False(assembler.Continues("    at x (/app/a.js:1:1)"u8));
        Assert.True(assembler.Continues("    at y (/app/a.js:2:1)"u8));
    }

    [Fact]
    public void ARecordHasAtMostAThousandLines()
    {
        var assembler = new MultilineAssembler();
        assembler.Continues("Error: boom"u8);
        for (var i = 1; i < MultilineAssembler.MaxLines; i++) Assert.True(assembler.Continues("    at x (/app/a.js:1:1)"u8));

        Assert.False(assembler.CanContinue);
        Assert.False(assembler.Continues("    at x (/app/a.js:1:1)"u8));
        Assert.True(assembler.Continues("    at x (/app/a.js:1:1)"u8));
    }

    [Fact]
    public void ARecordsTraceHasAtMost256KiB()
    {
        var frame = Encoding.ASCII.GetBytes("    at " + new string('x', 64 * 1024 - 7));
        var assembler = new MultilineAssembler();
        assembler.Continues("Error: boom"u8);

        List<bool> continued = [.. Enumerable.Range(0, 5).Select(_ => assembler.Continues(frame))];

        Assert.Equal([true, true, true, true, false], continued);
    }

    static byte[] Bytes(string line) => CaseFile.Bytes(line.Length > 2 ? line[2..] : "");
}
