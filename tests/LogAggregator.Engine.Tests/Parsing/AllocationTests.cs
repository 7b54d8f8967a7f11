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

    /// <summary>By this thread, in a round after two to warm up.</summary>
    static long AllocatedBytes(Action round)
    {
        round();
        round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        round();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
