using System;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Root;

/// <summary>
/// The page: one file, embedded. Its policy lets exactly its own script and style run, known by their hashes, and lets
/// it talk to this service alone.
/// </summary>
static class Page
{
    static readonly string Html = Encoding.UTF8.GetString(EmbeddedFile.Read("index.html"));
    static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Html);

    public static string Policy { get; } =
        $"default-src 'none'; connect-src 'self'; script-src {HashOf("script")}; style-src {HashOf("style")}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentLength = Bytes.Length;
        await context.Response.BodyWriter.WriteAsync(Bytes, context.RequestAborted);
    }

    static string HashOf(string element)
    {
        var start = Html.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var end = Html.IndexOf($"</{element}>", start, StringComparison.Ordinal);
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Html[start..end])))}'";
    }
}
