using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace LogAggregator.Api.Web;

/// <summary>
/// Gives out the files of the page. Their policy lets the page load and talk to nothing but this service, and run no script
/// and no style but its files: whatever a line holds, it stays text.
/// </summary>
static class WebHandler
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task PageAsync(HttpContext context) => FileAsync(context, "index.html");

    public static Task IconAsync(HttpContext context) => FileAsync(context, "icon.svg");

    public static Task AssetAsync(HttpContext context) => FileAsync(context, $"assets/{context.Request.RouteValues["file"]}");

    static Task FileAsync(HttpContext context, string name)
    {
        if (WebFiles.All.TryGetValue(name, out var file)) return SendAsync(context, file);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    static async Task SendAsync(HttpContext context, WebFile file)
    {
        var request = context.Request.GetTypedHeaders();
        var representation = file.For(request.AcceptEncoding);
        var response = context.Response;
        response.Headers.ETag = representation.Tag.ToString();
        response.Headers.CacheControl = file.CacheControl;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (HasAlready(request, representation.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.Headers.ContentEncoding = representation.Encoding;
        response.ContentLength = representation.Bytes.Length;
        await response.BodyWriter.WriteAsync(representation.Bytes, context.RequestAborted);
    }

    static bool HasAlready(RequestHeaders request, EntityTagHeaderValue tag) =>
        request.IfNoneMatch.Any(held => held.Equals(EntityTagHeaderValue.Any) || held.Compare(tag, useStrongComparison: false));
}
