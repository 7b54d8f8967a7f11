using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Http;

/// <summary>
/// Which web pages may use the API. All may by default. When <c>CORS_ORIGINS</c> narrows it, a browser keeps answers from
/// other pages; but it sends their posts and opens their WebSockets all the same, so those are refused here.
/// </summary>
sealed class CrossOrigin(IReadOnlyList<string> origins)
{
    readonly bool _any = origins.Contains(Origins.Any);

    public void Configure(CorsPolicyBuilder policy)
    {
        policy.AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("Retry-After").SetPreflightMaxAge(TimeSpan.FromHours(1));
        if (_any) policy.AllowAnyOrigin();
        else policy.WithOrigins([.. origins]);
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        _any || !Changes(context) || IsAllowed(context.Request)
            ? next(context)
            : Problem.WriteAsync(context, StatusCodes.Status403Forbidden, $"Pages of {context.Request.Headers.Origin} may not use this service; CORS_ORIGINS lists those that may.");

    static bool Changes(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method));

    /// <summary>Programs send no origin; the service's own page sends its own.</summary>
    bool IsAllowed(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }
}
