using System;
using System.Linq;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Parsing.Shapes;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class AllocationTests
{
    static readonly byte[][] Lines =
        [.. new[] { "levels.txt", "times.txt", "formats.txt" }.SelectMany(CaseFile.Load).Select(c => CaseFile.Bytes(c.Data.Item2))];

    [Fact]
    public void ReadingALineAllocatesNothingOnceTheBuffersHaveGrown()
    {
        var parser = new LineParser();
        var assembler = new MultilineAssembler();
        var shapes = new ShapeReader(new ShapeCatalog());

        Assert.Equal(0, AllocatedBytes(() =>
        {
            foreach (var line in Lines)
            {
                assembler.Continues(line);
                parser.Parse(line);
                shapes.Read(line);
            }
        }));
    }

    /// <summary>By this thread, in the best of some rounds: the runtime's own compiling of hot code allocates in others.</summary>
    static long AllocatedBytes(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 20 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
