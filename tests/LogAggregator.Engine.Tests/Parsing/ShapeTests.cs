using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Parsing.Shapes;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class ShapeTests
{
    static readonly byte[][] RealLines = LinesOf("levels.txt").Concat(LinesOf("shapes.txt")).Concat(LinesOf("formats.txt")).ToArray();

    public static TheoryData<string, string> Cases => CaseFile.Load("shapes.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void ALineHasItsShape(string expected, string line)
    {
        var shaped = new ShapeReader(new ShapeCatalog()).Read(CaseFile.Bytes(line));

        Assert.Equal(expected, shaped.Shape.ToString());
        Assert.Equal(CaseFile.Bytes(line), Render(shaped));
    }

    [Fact]
    public void AnyBytesComeOutAsTheyWentIn()
    {
        var reader = new ShapeReader(new ShapeCatalog());
        Gen.Byte.Array[0, 200].Sample(line => Render(reader.Read(line)).AsSpan().SequenceEqual(line), threads: 1);
    }

    [Fact]
    public void MutatedRealLinesComeOutAsTheyWentIn()
    {
        var reader = new ShapeReader(new ShapeCatalog());
        Mutation.Of(RealLines).Sample(line => Render(reader.Read(line)).AsSpan().SequenceEqual(line), threads: 1);
    }

    [Fact]
    public void LinesOfOneLayoutHaveOneShape()
    {
        var catalog = new ShapeCatalog();
        var reader = new ShapeReader(catalog);

        var first = reader.Read("{\"msg\":\"a\",\"n\":1}"u8.ToArray()).Shape;
        var second = reader.Read("{\"msg\":\"longer\",\"n\":-2.5}"u8.ToArray()).Shape;
        var other = reader.Read("{\"msg\":\"a\",\"m\":1}"u8.ToArray()).Shape;

        Assert.Same(first, second);
        Assert.NotSame(first, other);
        Assert.Equal(2, catalog.Count);
    }

    [Fact]
    public void AFullCatalogMakesNewShapesPlain()
    {
        var reader = new ShapeReader(new ShapeCatalog(maxShapes: 1));
        var known = reader.Read("{\"a\":1}"u8.ToArray()).Shape;

        Assert.Same(LineShape.Plain, reader.Read("{\"b\":1}"u8.ToArray()).Shape);
        Assert.Same(known, reader.Read("{\"a\":2}"u8.ToArray()).Shape);
    }

    [Fact]
    public void ALineWithTooManyValuesIsPlain()
    {
        var line = Encoding.ASCII.GetBytes("{" + string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"k{i}\":{i}")) + "}");

        var shaped = new ShapeReader(new ShapeCatalog()).Read(line);

        Assert.Same(LineShape.Plain, shaped.Shape);
        Assert.Equal(line, Render(shaped));
    }

    static byte[] Render(ShapedLine shaped)
    {
        var output = new ArrayBufferWriter<byte>();
        shaped.Shape.Render(shaped.Values, output);
        return output.WrittenSpan.ToArray();
    }

    static byte[][] LinesOf(string name) => File.Exists(CaseFile.PathOf(name)) ? [.. CaseFile.Load(name).Select(c => CaseFile.Bytes(c.Data.Item2))] : [];
}
