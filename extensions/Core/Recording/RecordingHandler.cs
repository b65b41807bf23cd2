using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Core;

/// <summary>
/// Hands each exchange to the recorder, one for each attempt. It comes before the handler that adds the token, and so never sees it.
/// An attempt without a response is not recorded.
/// </summary>
internal sealed class RecordingHandler(TrafficRecorder recorder, Redaction redaction, ILogger? log, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await ExchangeText.OfRequestAsync(request, redaction, recorder.MaxBodyBytes).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var head = ExchangeText.OfResponse(response, redaction, sent.Path);
        if (response.Content is { } content)
        {
            response.Content = new RecordedContent(content, recorder.MaxBodyBytes, body => Record(sent, head, body));
        }
        else
        {
            Record(sent, head, RecordedBody.None);
        }

        return response;
    }

    // A recording failure must never fail the call.
    private void Record(SentExchange sent, ResponseHead head, RecordedBody body)
    {
        try
        {
            recorder.Write(ExchangeText.Write(sent, head, body, redaction), log);
        }
#pragma warning disable CA1031 // A recorder that fails must not break what it records.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            recorder.Fail(exception, log);
        }
    }
}
