using System.Text;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>A response that ends too early never passes for a shorter one.</summary>
public sealed class TruncatedResponseTests
{
    private const string Page = """[{"id":1,"email_address":"a@b.c","tags":[{"id":3}],"zz":1.5},{"id":2,"first_name":"J\u00fcrgen"}]""";
    private const string Contact = """{"id":1,"email_address":"a@b.c","custom_attributes":{"a":"b"},"zz":[1,{"x":null}]}""";

    [Test]
    public async Task A_page_that_is_cut_at_any_byte_is_refused()
    {
        var body = Encoding.UTF8.GetBytes(Page);
        for (var length = 0; length < body.Length; length++)
        {
            var service = new FakeService();
            using var client = service.Respond(200, body[..length]).Client();

            await Assert.ThatAsync(
                () => client.Contacts.ListAsync().ToListAsync(),
                Throws.TypeOf<ApiResponseException>(),
                Encoding.UTF8.GetString(body, 0, length)
            );
        }
    }

    [Test]
    public async Task A_record_that_is_cut_at_any_byte_is_refused()
    {
        var body = Encoding.UTF8.GetBytes(Contact);
        for (var length = 0; length < body.Length; length++)
        {
            var service = new FakeService();
            using var client = service.Respond(200, body[..length]).Client();

            await Assert.ThatAsync(
                () => client.Contacts.GetAsync(1),
                Throws.TypeOf<ApiResponseException>(),
                Encoding.UTF8.GetString(body, 0, length)
            );
        }
    }
}
