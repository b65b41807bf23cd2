using System.Text.Json;
using ClickFunnels.Emulator.Control;

namespace ClickFunnels.Emulator.Tests.Control;

/// <summary>The form of the bodies of the control.</summary>
public sealed class ControlJsonTests
{
    [Test]
    public void Each_enumeration_in_a_body_is_written_as_a_name()
    {
        var enumerations = JsonContextTypes.EnumerationsOf(typeof(ControlTypes));

        Assert.That(enumerations, Does.Contain(typeof(WebhookDeliveryOutcome)).And.Contain(typeof(FaultKind)));
        Assert.That(
            enumerations.Where(static type =>
                JsonSerializer.Serialize(Enum.GetValues(type).GetValue(0), ControlJson.Options.GetTypeInfo(type))[0] != '"'
            ),
            Is.Empty
        );
    }
}
