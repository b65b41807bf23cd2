using System.Globalization;
using System.Text;
using ClickFunnels.Tests.Support;
using ClickFunnels.Webhooks;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests;

/// <summary>Numbers keep their digits, whatever their length, and reading and writing them takes linear time.</summary>
public sealed class JsonNumberTests
{
    private const int Seconds = 1000;

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "-0.0",
        "0e0",
        "1.10",
        "100.00",
        "1E5",
        "1e+5",
        "1e-5",
        "1e400",
        "-1e400",
        "1e-400",
        "1e999999999",
        "1e-999999999",
        "1e99999999999999999999",
        "29.999999999999999999",
        "12345678901234567890.12",
        "0.1000000000000000055",
        "0.1000000000000000055511151231257827021181583404541015625",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "79228162514264337593543950335",
        "79228162514264337593543950336",
        "7.9228162514264337593543950335",
        "7.92281625142643375935439503351",
        "1.7976931348623157e308",
        "5e-324",
        "0.30000000000000004",
    ];

    private static Gen<string> AnyNumber =>
        from sign in Gen.Elements("", "-")
        from whole in Gen.OneOf(Gen.Constant("0"), Digits(1, 40).Select(static digits => "1" + digits))
        from fraction in Gen.Frequency((1, Gen.Constant("")), (2, Digits(1, 60).Select(static digits => "." + digits)))
        from exponent in Gen.Frequency(
            (2, Gen.Constant("")),
            (1, Digits(1, 6).SelectMany(digits => Gen.Elements("e", "E", "e+", "E+", "e-", "E-").Select(mark => mark + digits)))
        )
        select sign + whole + fraction + exponent;

    private static Gen<string> Digits(int minimum, int maximum) =>
        from length in Gen.Choose(minimum, maximum)
        from digits in Gen.ArrayOf(Gen.Choose('0', '9').Select(static digit => (char)digit), length)
        select new string(digits);

    [TestCaseSource(nameof(Numbers))]
    public void A_number_in_an_unknown_field_is_written_as_it_was_read(string number) => AssertKept(number);

    [Test]
    public void Any_number_in_an_unknown_field_is_written_as_it_was_read() =>
        Prop.ForAll(AnyNumber.ToArbitrary(), AssertKept).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));

    [Test]
    public void Any_decimal_is_read_exactly_or_kept_as_it_is_as_well() =>
        Prop.ForAll(
                AnyNumber.ToArbitrary(),
                number =>
                {
                    var price = Read<ProductPrice>($$"""{"amount":{{number}}}""");
                    var fits = decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected);
                    var isKept = price.AdditionalProperties.ContainsKey("amount");
                    Assert.Multiple(() =>
                    {
                        Assert.That(price.Amount, Is.EqualTo(fits ? expected : (decimal?)null));
                        Assert.That(isKept, Is.EqualTo(!price.Has("amount")));
                        if (isKept)
                        {
                            Assert.That(price.ToJson(), Is.EqualTo($$"""{"amount":{{number}}}"""));
                        }
                    });
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));

    [TestCase("29.999999999999999999", "29.999999999999999999", false)]
    [TestCase("12345678901234567890.12", "12345678901234567890.12", false)]
    [TestCase("1.10", "1.10", false)]
    [TestCase("1E5", "100000", false)]
    [TestCase("\"29.999999999999999999\"", "29.999999999999999999", false)]
    [TestCase("0.12345678901234567890123456789012345", "0.1234567890123456789012345679", true)]
    [TestCase("\"0.12345678901234567890123456789012345\"", "0.1234567890123456789012345679", true)]
    [TestCase("1e-40", "0.0000000000000000000000000000", true)]
    [TestCase("1e400", null, true)]
    [TestCase("79228162514264337593543950336", null, true)]
    public void A_decimal_has_the_digits_that_were_sent(string number, string? expected, bool isKept)
    {
        var json = $$"""{"amount":{{number}}}""";
        var price = Read<ProductPrice>(json);

        Assert.Multiple(() =>
        {
            Assert.That(price.Amount?.ToString(CultureInfo.InvariantCulture), Is.EqualTo(expected));
            Assert.That(price.AdditionalProperties.ContainsKey("amount"), Is.EqualTo(isKept));
            Assert.That(price.ToJson(), Is.EqualTo(isKept ? json : $$"""{"amount":"{{expected}}"}"""));
        });
    }

    [TestCase("5.0", 5)]
    [TestCase("5e0", 5)]
    [TestCase("50e-1", 5)]
    [TestCase("9007199254740993.0", 9007199254740993)]
    [TestCase("1e999999999", 0)]
    [TestCase("1e-999999999", 0)]
    [TestCase("9223372036854775808", 0)]
    [TestCase("9.2e18", 9200000000000000000)]
    [TestCase("9.3e18", 0)]
    [TestCase("1.0000000000000000001", 0)]
    [TestCase("1.5", 0)]
    public void A_number_that_is_not_a_whole_one_of_64_bits_is_not_an_id(string number, long expected)
    {
        var contact = Read<Contact>($$"""{"id":{{number}}}""");

        Assert.Multiple(() =>
        {
            Assert.That((contact.Id, contact.Has("id")), Is.EqualTo((expected, expected != 0)));
            Assert.That(contact.ToJson(), Is.EqualTo($$"""{"id":{{(expected == 0 ? number : Text(expected))}}}"""));
        });
    }

    [TestCase("0.5", 0.5, false)]
    [TestCase("1e300", 1e300, false)]
    [TestCase("0.1000000000000000055", 0.1, true)]
    [TestCase("9007199254740993", 9007199254740992.0, true)]
    [TestCase("1e400", null, true)]
    public void A_double_that_loses_digits_is_kept_as_it_was_sent(string number, double? expected, bool isKept)
    {
        var property = Library.Models.SelectMany(Library.PropertiesOf).First(static property => property.Type == typeof(double));
        var json = $$"""{"{{property.Name}}":{{number}}}""";
        var model = (Model)Activator.CreateInstance(property.Model)!;
        ReadInto(model, json);

        Assert.Multiple(() =>
        {
            Assert.That(property.Property.GetValue(model), Is.EqualTo(expected));
            Assert.That(model.AdditionalProperties.ContainsKey(property.Name), Is.EqualTo(isKept));
            Assert.That(model.ToJson(), isKept ? Is.EqualTo(json) : Does.Contain("\"" + property.Name + "\":"));
        });
    }

    [Test]
    public void A_raw_response_keeps_the_digits_and_converts_them([ValueSource(nameof(Numbers))] string number)
    {
        var json = new RawResponse(200, $$"""{"a":[{{number}}]}""").Json!;
        var token = json["a"]![0]!;

        Assert.Multiple(() =>
        {
            Assert.That(json.ToString(Formatting.None), Is.EqualTo($$"""{"a":[{{number}}]}"""));
            Assert.That(
                (string?)token,
                Is.EqualTo(number).Or.EqualTo(((token as JValue)?.Value as IFormattable)?.ToString(null, CultureInfo.InvariantCulture))
            );
            Assert.That((double)token, Is.EqualTo(double.Parse(number, CultureInfo.InvariantCulture)).Within(4).Ulps);
            if (
                decimal.TryParse(
                    number,
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var exact
                )
            )
            {
                Assert.That((decimal)token, Is.EqualTo(exact));
            }
        });
    }

    [Test]
    public void A_token_with_such_a_number_can_be_read_as_a_model()
    {
        var json = (JObject)new RawResponse(200, """{"amount":0.12345678901234567890123456789,"id":1e2,"zz":[1e400],"name":1E5}""").Json!;
        var price = json.ToObject<ProductPrice>()!;

        Assert.Multiple(() =>
        {
            Assert.That((price.Id, price.Amount), Is.EqualTo((100L, 0.1234567890123456789012345679m)));
            Assert.That(JsonConvert.SerializeObject(price.AdditionalProperties["zz"]), Is.EqualTo("[1e400]"));
            Assert.That(price.AdditionalProperties["amount"].ToString(), Is.EqualTo("0.12345678901234567890123456789"));
        });
    }

    /// <summary>A quadratic version takes minutes for the longest of these.</summary>
    [CancelAfter(60 * Seconds)]
    [TestCase(1_000_000, "")]
    [TestCase(5_000_000, "e5")]
    [TestCase(20_000_000, "")]
    [TestCase(20_000_000, ".5")]
    public void A_number_of_any_length_is_read_and_written_in_linear_time(int digits, string end, CancellationToken cancellationToken)
    {
        var number = new string('9', digits) + end;
        foreach (
            var (type, name) in new[]
            {
                (typeof(Contact), "zz"),
                (typeof(Contact), "id"),
                (typeof(Contact), "anonymous"),
                (typeof(ProductPrice), "amount"),
            }
        )
        {
            var model = (Model)Activator.CreateInstance(type)!;
            var json = "{\"" + name + "\":" + number + "}";
            ReadInto(model, json);

            Assert.That(model.ToJson(), Has.Length.EqualTo(json.Length).And.StartsWith(json[..20]).And.EndsWith(json[^5..]), name);
            cancellationToken.ThrowIfCancellationRequested();
        }

        var contact = Read<Contact>("{\"first_name\":" + number + ",\"custom_attributes\":{\"a\":" + number + "}}");
        Assert.That((contact.FirstName!.Length, contact.CustomAttributes!["a"]!.Length), Is.EqualTo((number.Length, number.Length)));
    }

    [CancelAfter(60 * Seconds)]
    [TestCase("subject_id")]
    [TestCase("zz")]
    [TestCase("api_version")]
    [TestCase("page_id")]
    public void A_webhook_with_a_long_number_is_read_in_linear_time(string field, CancellationToken cancellationToken)
    {
        var number = new string('7', 5_000_000);
        var body = Encoding.UTF8.GetBytes(
            "{\"event_type\":\"contact.created\",\"event_id\":\"e\",\""
                + field
                + "\":"
                + number
                + ",\"data\":{\"id\":1,\"zz\":"
                + number
                + "}}"
        );
        var notification = (ContactCreated)WebhookNotification.Parse(body);

        Assert.Multiple(() =>
        {
            Assert.That(notification.SubjectId, Is.Null);
            Assert.That(notification.AdditionalProperties[field].ToString(), Has.Length.EqualTo(number.Length));
            Assert.That(notification.Data!.ToJson(), Has.Length.EqualTo(number.Length + """{"id":1,"zz":}""".Length));
        });
        cancellationToken.ThrowIfCancellationRequested();
    }

    [Test]
    [CancelAfter(60 * Seconds)]
    public async Task The_recorder_writes_a_long_number_in_linear_time(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("numbers-").FullName;
        try
        {
            var number = new string('9', 1_000_000);
            using var service = new FakeService();
            service.Respond(200, "{\"id\":7,\"zz\":" + number + "}");
            var recorder = new TrafficRecorder(folder);
            await service.Client(options => options.TrafficRecorder = recorder).Contacts.GetAsync(7, null, cancellationToken);

            var recorded = string.Concat(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
            Assert.That(recorded.Contains(number, StringComparison.Ordinal), Is.True);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Reading_a_long_response_can_be_canceled()
    {
        var json = Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Repeat("{\"id\":1}", 10_000)) + "]");
        var limits = new JsonLimits(0, 0, new CancellationToken(canceled: true));

        Assert.That(() => JsonResult.ReadList<Contact>(json, json.Length, null, limits), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => JsonResult.ReadToken(json, json.Length, limits), Throws.InstanceOf<OperationCanceledException>());
    }

    private static void AssertKept(string number)
    {
        var json = $$"""{"id":1,"zz":{{number}},"zy":[{"a":{{number}}}]}""";

        Assert.That(Read<Contact>(json).ToJson(), Is.EqualTo(json));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static T Read<T>(string json)
        where T : Model, new()
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return JsonResult.ReadModel<T>(bytes, bytes.Length);
    }

    private static void ReadInto(Model model, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        using var reader = JsonResult.Open(bytes, bytes.Length);
        reader.Read();
        model.ReadFrom(reader);
    }
}
