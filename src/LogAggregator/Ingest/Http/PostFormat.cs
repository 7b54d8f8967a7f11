using System;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LogAggregator.Ingest.Http;

/// <summary>How a post says that its body is written.</summary>
/// <param name="Lines">NDJSON for certain; else the body itself tells.</param>
/// <param name="Gzip">Compressed.</param>
readonly record struct PostFormat(bool Lines, bool Gzip)
{
    /// <summary>False for a format that is not taken; then the sentence says which are.</summary>
    public static bool TryOf(HttpRequest request, out PostFormat format, out string error)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        var gzip = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase);
        var known = TryType(request.ContentType, out var lines, out error);
        format = new PostFormat(lines, gzip);
        if (!known || gzip || encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return known;
        error = $"Content-Encoding '{encoding}' is not taken; send the body as it is, or with gzip.";
        return false;
    }

    /// <summary>No type, plain text and curl's default type are taken too: what the body is shows when it is read.</summary>
    static bool TryType(string? contentType, out bool lines, out string error)
    {
        lines = false;
        error = "";
        if (string.IsNullOrEmpty(contentType)) return true;
        if (MediaTypeHeaderValue.TryParse(contentType, out var type) && IsUtf8(type))
        {
            var name = type.MediaType.ToString().ToLowerInvariant();
            lines = name is "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" or "application/json-lines";
            if (lines || name is "application/json" or "text/json" or "text/plain" or "application/x-www-form-urlencoded" || name.EndsWith("+json", StringComparison.Ordinal)) return true;
        }

        error = $"Content-Type '{contentType}' is not taken; send application/json, or application/x-ndjson for one object a line, in UTF-8.";
        return false;
    }

    static bool IsUtf8(MediaTypeHeaderValue type) =>
        type.Charset.Length == 0
        || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
        || type.Charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
