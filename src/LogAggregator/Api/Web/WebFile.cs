using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Microsoft.Net.Http.Headers;

namespace LogAggregator.Api.Web;

/// <summary>A file of the page, in every content coding it can be sent in.</summary>
/// <param name="name">Its path: <c>assets/index-B2x.js</c>.</param>
/// <param name="brotli">Null, as <paramref name="gzip"/> is, where the file does not compress; then <paramref name="plain"/> is not.</param>
/// <param name="gzip">The same in gzip.</param>
/// <param name="plain">The file as it is, if it is in the binary; else it is unpacked when the first client asks for it.</param>
sealed class WebFile(string name, byte[]? brotli, byte[]? gzip, byte[]? plain)
{
    readonly Representation? _brotli = brotli is null ? null : Representation.Of(brotli, "br");
    readonly Representation? _gzip = gzip is null ? null : Representation.Of(gzip, "gzip");
    readonly Lazy<Representation> _plain = new(() => Representation.Of(plain ?? Unpack(gzip!), null));

    public string ContentType { get; } = ContentTypeOf(name);

    /// <summary>Names of assets hold a hash of what is in them, so whoever has one never needs to ask again.</summary>
    public string CacheControl { get; } = name.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";

    /// <summary>The smallest that the client takes.</summary>
    /// <param name="accepted">Its Accept-Encoding; empty if it sent none.</param>
    public Representation For(IList<StringWithQualityHeaderValue> accepted)
    {
        if (_brotli is not null && Takes(accepted, "br")) return _brotli;
        return _gzip is not null && Takes(accepted, "gzip") ? _gzip : _plain.Value;
    }

    static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding)
    {
        var named = accepted.FirstOrDefault(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(one => one.Value == "*");
        return named is not null && named.Quality != 0;
    }

    static byte[] Unpack(byte[] gzip)
    {
        using var unpacking = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        unpacking.CopyTo(plain);
        return plain.ToArray();
    }

    static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        ".json" => "application/json; charset=utf-8",
        _ => throw new ArgumentException($"{name} has no known content type", nameof(name)),
    };
}
