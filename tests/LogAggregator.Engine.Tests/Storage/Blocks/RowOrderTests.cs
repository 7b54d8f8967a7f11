using System.Linq;
using CsCheck;
using LogAggregator.Engine.Storage.Blocks;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Blocks;

public class RowOrderTests
{
    [Fact]
    public void RowsOfOneKeyStayInTheirOrder() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3]).Array[0, 80].Sample(rows =>
    {
        var (sources, shapes) = (rows.Select(row => row.Item1).ToArray(), rows.Select(row => row.Item2).ToArray());
        var order = new int[rows.Length];
        RowOrder.By(sources, order);
        Assert.Equal(Enumerable.Range(0, rows.Length).OrderBy(row => sources[row]), order);
        RowOrder.Sort(shapes, order);
        Assert.Equal(Enumerable.Range(0, rows.Length).OrderBy(row => shapes[row]).ThenBy(row => sources[row]), order);
    });
}
