using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core;

/// <summary>Travels with a request that may create something, through all message handlers, and lets it pass once.</summary>
internal sealed class SendOnce
{
    private const string Key = "SendOnce";

    private int _sent;

    public static void Mark(HttpRequestMessage message)
    {
#if NET
        message.Options.Set(new HttpRequestOptionsKey<SendOnce>(Key), new SendOnce());
#else
        message.Properties[Key] = new SendOnce();
#endif
    }

    /// <summary>Refuses the second time that a request, or a copy that a handler made of it, is sent.</summary>
    /// <exception cref="InvalidOperationException">The request was sent before.</exception>
    public static void Check(HttpRequestMessage message)
    {
#if NET
        message.Options.TryGetValue(new HttpRequestOptionsKey<SendOnce>(Key), out var once);
#else
        var once = message.Properties.TryGetValue(Key, out var value) ? value as SendOnce : null;
#endif
        if (once is not null && Interlocked.Exchange(ref once._sent, 1) != 0)
        {
            throw new InvalidOperationException("A message handler tried to send a request twice.");
        }
    }
}

/// <summary>The last handler before the request is sent. It ends the attempt of another handler to repeat a creation.</summary>
/// <remarks>The body alone cannot do that: a handler that reads it, for example for a log, keeps a copy that can be sent again.</remarks>
internal sealed class SendOnceHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SendOnce.Check(request);
        return base.SendAsync(request, cancellationToken);
    }
}
