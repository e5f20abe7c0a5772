package build_test

import (
	"regexp"
	"strings"
)

// swap is a word that should be another.
type swap struct {
	pattern *regexp.Regexp
	instead string
}

func word(pattern, instead string) swap {
	return swap{regexp.MustCompile(`(?i)\b(?:` + pattern + `)\b`), instead}
}

type hit struct{ found, instead string }

// swaps finds the words of some tables in a text.
func swaps(text string, tables ...[]swap) []hit {
	var list []hit
	for _, table := range tables {
		for _, s := range table {
			for _, found := range s.pattern.FindAllString(text, -1) {
				list = append(list, hit{strings.ToLower(found), s.instead})
			}
		}
	}
	return list
}

// american lists spellings of American English. We write -ise, as the NHS does; size, prize and seize are no such
// words.
var american = []swap{
	word(`[a-z]{3,}(?:iz(?:e|es|ed|ing|ation|ations|ational|er|ers))`, "it ends in -ise"),
	word(`anal(?:yze|yzed|yzes|yzing)`, "analyse"),
	word(`(?:col|fav|hon|lab|neighb|behavi|hum|rum|harb|vig|end[e]?av)or(?:s|ed|ing|al|able|ite|ites)?`, "-our"),
	word(`(?:cent|theat|fib|lit|met|calib|somb)er(?:s|ed)?`, "-re"),
	word(`programs?|programed`, "programme, unless it runs on a computer"),
	word(`practic(?:ed|ing)`, "the verb is practise"),
	word(`(?:can|could|may|might|must|will|would|should|who|they|you|we|(?:able|free|fit|wants?|needs?|continues?|how|learn|right|competent|licensed|registered) to) practice`, "the verb is practise"),
	word(`(?:the|a|this|general|their|your|our|of|in) practise`, "the noun is practice"),
	word(`(?:a|the|driving|your) license`, "the noun is licence"),
	word(`enroll?ments?|enrolls|fulfills?|skillful|willful|installment`, "one l: enrolment, fulfil, skilful"),
	word(`(?:counsel|travel|label|model|signal|cancel|level|channel)(?:ed|ing|er|ers|or|ors)`,
		"two l: counselling, cancelled"),
	word(`judgmental|acknowledgments?`, "judgemental, acknowledgement"),
	word(`defense|offense|pretense`, "-ce"),
	word(`pediatric[a-z]*|orthopedic[a-z]*|gynecolog[a-z]*|anesthe[a-z]*|anemia|leukemia|edema|diarrhea|estrogen|hemo[a-z]+|fetal|maneuver`, "ae or oe: paediatric, anaemia"),
	word(`gray|aging|mom|gotten|math|catalog|dialog|plow|pajamas|sulfur|aluminum|mustache|skeptic[a-z]*|cozy`,
		"grey, ageing, mum, got, catalogue, dialogue"),
	word(`toward|afterward|upward of|anymore|oftentimes`, "towards, afterwards, any more, often"),
	word(`emergency room|vacation|cell phone|zip code|resume|physician assistant|on-call resident|attending physician`,
		"emergency department, holiday, mobile phone, postcode"),
}

// dates lists days in the order of American English.
var dates = []swap{
	word(`(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2},? \d{4}`,
		"the day comes first: 5 October 2026"),
}

// excluding lists words that leave people out or make them their illness. We follow the NHS content guide where it has
// a word.
var excluding = []swap{
	word(`he/she|she/he|s/he|\(s\)he|his/her|her/his|him/her|himself/herself|he or she|his or her`,
		"they, their, them"),
	word(`chairm[ae]n|spokesm[ae]n|workm[ae]n|foremen?|layman|laymen|craftsman|policem[ae]n`, "chair, speaker, worker"),
	word(`manpower|man[- ]hours?|manned|man-made|mankind`, "staff, hours, staffed, made, people"),
	word(`male nurses?|lady doctors?|female doctors?|housewi(?:fe|ves)|girls in the office`,
		"nurse, doctor, by what they do"),
	word(`suffer(?:s|ed|ing)? from|sufferers?|victims? of|afflicted (?:with|by)|stricken with`, "has, lives with"),
	word(`handicapped|crippled?|invalids|able-bodied|wheelchair[- ]bound|confined to a wheelchair|bedridden|retarded`,
		"disabled people, wheelchair user"),
	word(`the (?:disabled|elderly|blind|deaf|mentally ill|homeless|poor|vulnerable)`,
		"disabled people, older people, people who …"),
	word(`diabetics|epileptics|asthmatics|schizophrenics|addicts|alcoholics|depressives|the aged|geriatrics`,
		"people with …"),
	word(`commit(?:s|ted|ting)? suicide|failed suicide|successful suicide`, "die by suicide, attempt"),
	word(`crazy|insane|lunatic|psycho|nutter|loony|sanity check|lame|dumb|moron`, "another word"),
	word(`blacklist(?:ed)?|whitelist(?:ed)?|master/slave|blackmark`, "blocklist, allowlist"),
	word(`BAME|BME|non-whites?|coloured people|foreigners?|aliens?|native speakers?`,
		"the group by its own name; from another country; fluent"),
	word(`Christian names?|maiden names?`, "first name, former name"),
	word(`guys|ladies|gentlemen|girls|boys`, "people, colleagues"),
	word(`normal people|normal person`, "most people"),
	word(`failed|failures?|failing`, "another word: preceptorship is not a test"),
}
