using System.Collections.Generic;
using System.Net.Http;

namespace ClickFunnels.Core.DependencyInjection;

/// <summary>Handlers that a host adds to all of its HTTP clients.</summary>
internal static class HostHandlers
{
    /// <summary>
    /// Removes the handlers that repeat requests or end them early. They would multiply the retries of the client, and do not know which
    /// requests are safe to repeat.
    /// </summary>
    /// <remarks>They are known by name, so that the client does not depend on their packages.</remarks>
    public static void RemoveRetries(IList<DelegatingHandler> handlers)
    {
        for (var index = handlers.Count - 1; index >= 0; index--)
        {
            for (var type = handlers[index].GetType(); type != typeof(DelegatingHandler); type = type!.BaseType)
            {
                if (
                    type!.FullName
                    is "Microsoft.Extensions.Http.Resilience.ResilienceHandler"
                        or "Microsoft.Extensions.Http.PolicyHttpMessageHandler"
                )
                {
                    handlers.RemoveAt(index);
                    break;
                }
            }
        }
    }
}
