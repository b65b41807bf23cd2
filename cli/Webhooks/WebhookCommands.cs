using System.CommandLine;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>The commands below <c>webhooks</c> that are not operations of the API.</summary>
internal static class WebhookCommands
{
    public static void AddTo(Command group)
    {
        group.Add(new ListenCommand().Create());
        group.Add(new TriggerCommand().Create());
        group.Add(ResendCommand.Create());
        group.Add(DeliveriesCommand.Create());
        group.Add(new VerifyWebhookCommand().Create());
    }
}
