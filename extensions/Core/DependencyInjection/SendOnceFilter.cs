using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.Http;

namespace ClickFunnels.Core.DependencyInjection;

/// <summary>Adds the <see cref="SendOnceHandler" /> below all handlers of the program, whenever they were registered.</summary>
internal sealed class SendOnceFilter(IEnumerable<ApiHttpClientName> names) : IHttpMessageHandlerBuilderFilter
{
    private readonly HashSet<string> _names = new(names.Select(static name => name.Value), StringComparer.Ordinal);

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) =>
        builder =>
        {
            next(builder);
            if (_names.Contains(builder.Name ?? string.Empty))
            {
                builder.AdditionalHandlers.Add(new SendOnceHandler());
            }
        };
}

/// <summary>Name of an HTTP client that belongs to an API client.</summary>
internal sealed class ApiHttpClientName(string value)
{
    public string Value { get; } = value;
}
