using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using LogAggregator.Api.Web;
using Microsoft.Net.Http.Headers;
using Xunit;

namespace LogAggregator.Tests.Api.Web;

public sealed class WebFileTests
{
    static readonly byte[] Plain = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("export const text = 'text'\n", 100)));
    static readonly WebFile Compressed = new("assets/index-B2x.js", Pack(stream => new BrotliStream(stream, CompressionLevel.Optimal)), Pack(stream => new GZipStream(stream, CompressionLevel.Optimal)), null);

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("gzip;q=1, br;q=0.5", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*, br;q=0", "gzip")]
    [InlineData("gzip;q=0, br;q=0", null)]
    [InlineData("deflate", null)]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public void TheSmallestThatTheClientTakesIsSent(string accepted, string? encoding) =>
        Assert.Equal(encoding, Compressed.For(StringWithQualityHeaderValue.ParseList([accepted])).Encoding);

    [Fact]
    public void AClientThatTakesNoCompressionGetsTheFileAsItWas() => Assert.Equal(Plain, Compressed.For([]).Bytes);

    [Fact]
    public void AFileThatDoesNotCompressIsSentAsItIs()
    {
        var file = new WebFile("picture.png", null, null, [1, 2, 3]).For([new StringWithQualityHeaderValue("br")]);
        Assert.Equal((null, 3), (file.Encoding, file.Bytes.Length));
    }

    [Fact]
    public void EachCodingHasATagOfItsOwn()
    {
        string[] tags = [.. new[] { "br", "gzip", "identity" }.Select(coding => Compressed.For([new StringWithQualityHeaderValue(coding)]).Tag.ToString())];
        Assert.Equal(3, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.Matches("^\"[0-9a-f]{32}\"$", tag));
    }

    [Fact]
    public void OnlyWhatHasAHashInItsNameIsKeptForEver()
    {
        Assert.Equal("public, max-age=31536000, immutable", Compressed.CacheControl);
        Assert.Equal("no-cache", new WebFile("index.html", null, null, []).CacheControl);
    }

    [Fact]
    public void AFileOfAnUnknownTypeIsNotTaken() => Assert.Throws<ArgumentException>(() => new WebFile("page.xyz", null, null, []));

    static byte[] Pack(Func<Stream, Stream> packing)
    {
        using var packed = new MemoryStream();
        using (var stream = packing(packed)) stream.Write(Plain);
        return packed.ToArray();
    }
}
