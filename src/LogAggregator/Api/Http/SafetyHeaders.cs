using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Http;

/// <summary>What collected text holds is not ours: no browser may take it for a page, a script or a frame.</summary>
static class SafetyHeaders
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        return next(context);
    }
}
